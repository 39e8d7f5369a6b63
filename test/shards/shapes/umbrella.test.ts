/** In a parent chart twice: two clusters in one release and one namespace, each of which is judged for itself. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { umbrella, type Umbrella } from '../../chart/support/umbrella.ts';
import { allStream, objectsIn, podUids, replicates, type Members } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { cutReplication } from '../../e2e/support/policies.ts';
import { kubectl, run, type Outcome } from '../../e2e/support/run.ts';
import { imageValues } from '../../e2e/support/target.ts';

const minutes = 60_000;

let parent: Umbrella | undefined;
beforeAll(async () => {
  parent = await umbrella();
});
afterAll(() => parent?.remove());

const members = (namespace: string, fullname: string): Members => ({
  namespace,
  fullname,
  members: [`${fullname}-0`, `${fullname}-1`],
});

async function green(namespace: string, command: string, ...settings: string[]): Promise<void> {
  const images = Object.entries(imageValues).map(([path, value]) => `${path}=${value}`);
  const values = [...images, ...settings].flatMap((setting) => ['--set', setting]);
  const place = ['shop', parent?.chart ?? '', '--namespace', namespace];
  const { exitCode, output } = await run('helm', [command, ...place, ...values]);
  expect(output).not.toContain('Error');
  expect(exitCode).toBe(0);
}

const verify = (namespace: string, ...args: string[]): Promise<Outcome> => {
  const place = ['--namespace', namespace, '--release', 'shop', '--timeout', '60'];
  return run('node', ['hook/main.ts', 'verify', ...place, ...args]);
};

test(
  'both are installed green; what breaks or rolls one leaves the other, and one that is left out takes nothing along',
  () =>
    inNamespace('umbrella', async (namespace) => {
      const [orders, billing] = [members(namespace, 'shop-orders'), members(namespace, 'shop-billing')];
      await green(namespace, 'install');
      for (const [own, other] of [
        [orders, billing],
        [billing, orders],
      ] as const) {
        expect(Object.keys(await allStream(own))).toHaveLength(1);
        await replicates(own, own.fullname);
        const log = await kubectl(['--namespace', namespace, 'logs', `job/${own.fullname}-verify`]);
        expect(log).toMatch(/every replica is streaming +1 of 1/);
        expect(log).not.toContain(other.fullname);
      }

      const unclear = await verify(namespace);
      expect(unclear.output).toContain(
        'Release "shop" has more than one cluster: give --name, one of shop-billing, shop-orders.',
      );
      expect(unclear.exitCode).toBe(2);

      await cutReplication(namespace, 'no-mtls-billing', billing.fullname);
      const broken = await verify(namespace, '--name', billing.fullname);
      expect(broken.output).toContain(`PeerAuthentication ${namespace}/no-mtls-billing`);
      expect(broken.exitCode).toBe(1);
      const whole = await verify(namespace, '--name', orders.fullname);
      expect(whole.output).not.toContain('billing');
      expect(whole.exitCode).toBe(0);
      await kubectl(['--namespace', namespace, 'delete', 'peerauthentication', 'no-mtls-billing']);

      const before = { ...(await podUids(orders)), ...(await podUids(billing)) };
      await green(namespace, 'upgrade', 'orders.resources.requests.memory=80Mi');
      const after = { ...(await podUids(orders)), ...(await podUids(billing)) };
      const rolled = Object.keys(before).filter((name) => after[name] !== before[name]);
      expect(rolled.sort()).toEqual(orders.members);

      await green(namespace, 'upgrade', 'orders.resources.requests.memory=80Mi', 'billing.enabled=false');
      expect(await objectsIn(namespace)).not.toContain('statefulset.apps/shop-billing');
      const alone = await verify(namespace);
      expect(alone.output).toMatch(/^release shop is healthy/m);
      expect(alone.exitCode).toBe(0);
      await replicates(orders, 'alone');
    }),
  8 * minutes,
);
