/** Without a mesh: Pod Security restricted, and a release that comes back under its name. */
import { expect, test } from '@jest/globals';
import { allStream, podUids, replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';

const minutes = 60_000;
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };

test(
  'without a mesh it installs into a namespace that enforces Pod Security restricted, and survives uninstall',
  () =>
    inNamespace(
      'plain',
      async (namespace) => {
        const release = new Release(namespace, { values: { 'istio.mode': 'disabled' } });
        expect((await release.install('--wait')).exitCode).toBe(0);
        const seen = await allStream(release);
        expect(Object.values(seen)).not.toContain('127.0.0.6');
        await replicates(release, 'before');
        expect((await release.test()).exitCode).toBe(0);
        const before = await podUids(release);

        expect((await release.command('uninstall', release.name, '--wait')).exitCode).toBe(0);
        const again = await release.install();
        expect(again.output).not.toContain('Error');
        expect(again.exitCode).toBe(0);
        const after = await podUids(release);
        expect(Object.values(after).some((uid) => Object.values(before).includes(uid))).toBe(false);
        await allStream(release);
        await replicates(release, 'after');
      },
      { labels: restricted },
    ),
  6 * minutes,
);
