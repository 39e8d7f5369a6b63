/** The way back from an upgrade that failed. */
import { expect, test } from '@jest/globals';
import { allStream, onRevision, podUids, replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { primary, sql } from './support/sql.ts';
import { until } from './support/wait.ts';

const minutes = 60_000;
const badImage = { 'image.tag': 'nowhere' };

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
