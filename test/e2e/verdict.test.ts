/** The verdict where it is easily missed: a stream that only seems to stand, an API server that fails now and then. */
import { expect, test } from '@jest/globals';
import { cutIstiod, cutPostgres } from './support/cut.ts';
import { flakyProxy } from './support/flaky-proxy.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { kubectl, run, type Outcome } from './support/run.ts';
import { primary } from './support/sql.ts';

const minutes = 60_000;
/** Nobody ends a dead connection, so that it seems to stand for the whole test. */
const patient = {
  'postgres.parameters.wal_receiver_timeout': 0,
  'postgres.parameters.wal_sender_timeout': 0,
};

async function verify(namespace: string, ...flags: string[]): Promise<Outcome> {
  return run('node', ['hook/main.ts', 'verify', '--namespace', namespace, '--release', 'db', ...flags]);
}

const lastLine = ({ stdout }: Outcome): string => stdout.trimEnd().split('\n').at(-1) ?? '';

/** Patroni's state of a member, as `patronictl list` shows it. */
async function listedState(namespace: string, pod: string): Promise<string> {
  const list = ['patronictl', '--config-file', '/etc/patroni/patroni.yaml', 'list', '--format', 'json'];
  const inPod = ['--namespace', namespace, 'exec', pod, '--container', 'patroni', '--', ...list];
  const members = JSON.parse(await kubectl(inPod)) as { Member: string; State: string }[];
  return members.find(({ Member }) => Member === pod)?.State ?? 'not listed';
}

/** The last line without where the WAL stood, which is another at each look. */
const verdictOf = (outcome: Outcome): string => lastLine(outcome).replace(/[\dA-F]+\/[\dA-F]+/g, 'LSN');

test(
  'a replica that is cut off while patronictl list says streaming is red, also where every third API call fails',
  () =>
    inNamespace('cut-off', async (namespace) => {
      const release = new Release(namespace, { values: patient });
      expect((await release.install()).exitCode).toBe(0);
      const proxy = await flakyProxy();
      let mend = () => Promise.resolve();
      const through = ['--kubeconfig', proxy.kubeconfig];
      try {
        const green = await verify(namespace, ...through);
        expect(green.exitCode).toBe(0);
        expect(proxy.failed).toBeGreaterThan(5);

        const leader = await primary(namespace);
        const replica = release.members.find((name) => name !== leader) ?? '';
        mend = await cutPostgres(namespace, replica, leader);
        const time = ['--timeout', '30'];
        const [direct, flaky] = await Promise.all([
          verify(namespace, ...time),
          verify(namespace, ...time, ...through),
        ]);
        // Not at the same time: it would supersede what the two look at.
        const upgrade = await release.upgrade({ 'verify.timeoutSeconds': 30 });
        expect(await listedState(namespace, replica)).toBe('streaming');
        expect(direct.exitCode).toBe(1);
        expect(direct.output).toContain(`${replica} has not received what ${leader} just wrote`);
        expect(flaky.exitCode).toBe(1);
        expect(verdictOf(flaky)).toBe(verdictOf(direct));
        expect(upgrade.exitCode).not.toBe(0);
        expect((await release.last()).status).toBe('failed');
        expect(upgrade.output).toContain(`${replica} has not received what ${leader} just wrote`);

        await mend();
        // TCP itself tries again at ever longer intervals, so this may take longer than the 30 s of before.
        expect((await release.upgrade()).exitCode).toBe(0);
      } finally {
        // A primary that cannot reach its replica does not end.
        await mend().catch(() => undefined);
        proxy.close();
      }
    }),
  6 * minutes,
);

test(
  'a proxy that comes back and gets no configuration is red, and named, though its member runs',
  () =>
    inNamespace('proxy', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2 } });
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const replica = release.members.find((name) => name !== leader) ?? '';
      const mend = await cutIstiod(namespace, replica);
      const quit = ['pilot-agent', 'request', 'POST', 'quitquitquit'];
      await run('kubectl', [
        '--namespace',
        namespace,
        'exec',
        replica,
        '--container',
        'istio-proxy',
        '--',
        ...quit,
      ]);

      const red = await verify(namespace, '--timeout', '25');
      expect(red.exitCode).toBe(1);
      expect(lastLine(red)).toContain(`the proxy of ${replica} is not ready`);

      await mend();
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);
