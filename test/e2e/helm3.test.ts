/** The same release with Helm 3. */
import { expect, test } from '@jest/globals';
import { allStream, onRevision, podUids, replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { primary } from './support/sql.ts';

const minutes = 60_000;

test(
  'Helm 3 installs, upgrades by role, fails on an image that is nowhere and rolls back',
  () =>
    inNamespace('helm3', async (namespace) => {
      const release = new Release(namespace, { helm: 'helm3' });
      expect((await release.install('--wait')).exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      await replicates(release, 'installed');
      const before = await podUids(release);

      expect((await release.upgrade({ 'resources.requests.memory': '80Mi' })).exitCode).toBe(0);
      const after = await podUids(release);
      for (const member of release.members) expect(after[member]).not.toBe(before[member]);

      const bad = await release.upgrade({ 'image.tag': 'nowhere' }, '--wait');
      expect(bad.exitCode).not.toBe(0);
      expect((await release.last()).status).toBe('failed');
      const leader = await primary(namespace);
      expect((await podUids(release))[leader]).toBe(after[leader]);

      expect((await release.rollback()).exitCode).toBe(0);
      await onRevision(release);
      await allStream(release);
      await replicates(release, 'rolled back');
      expect((await release.test()).exitCode).toBe(0);
    }),
  8 * minutes,
);
