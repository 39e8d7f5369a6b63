/** Ways back from an upgrade that failed or was refused. */
import { expect, test } from '@jest/globals';
import { allStream, applyJobs, jobsGone, onRevision, podUids, replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { primary, sql } from './support/sql.ts';
import { until } from './support/wait.ts';

const minutes = 60_000;
const badImage = { 'image.tag': 'nowhere' };
const rolled = { 'resources.requests.memory': '80Mi' };

test(
  'after an upgrade to an image that is nowhere, helm rollback brings the old pods back, and they stream',
  () =>
    inNamespace('back', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const before = await podUids(release);
      expect((await release.upgrade(badImage)).exitCode).not.toBe(0);

      const rollback = await release.rollback();
      expect(rollback.output).not.toContain('Error');
      expect(rollback.exitCode).toBe(0);
      await onRevision(release);
      await allStream(release);
      expect(await primary(namespace)).toBe(leader);
      expect((await podUids(release))[leader]).toBe(before[leader]);
      await replicates(release, 'back');
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);

test(
  'with one member the same rollback brings it back with its data',
  () =>
    inNamespace('back-one', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 1, 'istio.mode': 'disabled' } });
      expect((await release.install()).exitCode).toBe(0);
      await sql(namespace, await primary(namespace), 'create table kept as select 1 as value');
      expect((await release.upgrade(badImage)).exitCode).not.toBe(0);

      expect((await release.rollback()).exitCode).toBe(0);
      await onRevision(release);
      const value = await until('the only member answers', async () =>
        sql(namespace, await primary(namespace), 'select value from kept'),
      );
      expect(value).toBe('1');
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);

test(
  'a refused upgrade is rolled back, while the Job of the revision before is still there and after its time',
  () =>
    inNamespace('refused', async (namespace) => {
      const values = { replicas: 2, 'istio.mode': 'disabled', 'update.keepJobSeconds': 60 };
      const release = new Release(namespace, { values });
      expect((await release.install()).exitCode).toBe(0);
      await release.leadBy(release.member(1));
      const before = await podUids(release);

      expect((await release.upgrade({ replicas: 1 })).exitCode).not.toBe(0);
      expect(await applyJobs(release)).toHaveLength(1);
      const early = await release.rollback();
      expect(early.output).not.toContain('Error');
      expect(early.exitCode).toBe(0);

      await jobsGone(release);
      expect((await release.upgrade({ replicas: 1 })).exitCode).not.toBe(0);
      const late = await release.rollback();
      expect(late.output).not.toContain('Error');
      expect(late.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      expect(await podUids(release)).toEqual(before);
      await allStream(release);
    }),
  6 * minutes,
);

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
