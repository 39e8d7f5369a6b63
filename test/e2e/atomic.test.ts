/** Upgrades without a gate to wait for: Helm rolls back by itself, or runs no hooks. */
import { expect, test } from '@jest/globals';
import { allStream, onRevision, podUids, replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { primary } from './support/sql.ts';

const minutes = 60_000;
const badImage = { 'image.tag': 'nowhere' };
const rolled = { 'resources.requests.memory': '80Mi' };

test(
  '--rollback-on-failure brings the old pods back by itself; --no-hooks rolls all the same',
  () =>
    inNamespace('atomic', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const before = await podUids(release);

      const atomic = await release.upgrade(badImage, '--rollback-on-failure');
      expect(atomic.exitCode).not.toBe(0);
      expect(await release.last()).toMatchObject({ status: 'deployed', revision: 3 });
      await onRevision(release);
      await allStream(release);
      expect((await podUids(release))[leader]).toBe(before[leader]);

      const during = await podUids(release);
      expect((await release.upgrade(rolled, '--no-hooks')).exitCode).toBe(0);
      await onRevision(release, 120);
      await allStream(release);
      const after = await podUids(release);
      for (const member of release.members) expect(after[member]).not.toBe(during[member]);
      await replicates(release, 'rolled');
    }),
  6 * minutes,
);
