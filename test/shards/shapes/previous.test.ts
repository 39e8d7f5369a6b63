/** A release of the previous chart becomes one of today's, and keeps its data. */
import { expect, test } from '@jest/globals';
import { previous } from '../../chart/support/previous.ts';
import { allStream, onRevision, podUids, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { sql } from '../../e2e/support/sql.ts';

const minutes = 60_000;

/** Synchronous mode, of which the previous chart wrote less into Patroni's dynamic configuration than today's. */
const values = { replicas: 2, 'patroni.synchronousMode': 'on' };

test(
  "a release of the previous chart is upgraded by today's, is green, and has its data on every member",
  () =>
    inNamespace('previous', async (namespace) => {
      const old = new Release(namespace, { chart: previous.chart, values });
      expect((await old.install()).exitCode).toBe(0);
      await replicates(old, 'before');
      const before = await podUids(old);

      // Helm would leave out all values that came since; the other flag brings them.
      const reused = await old.command('upgrade', 'db', 'chart', '--reuse-values');
      expect(reused.output).toMatch(/missing propert(y|ies)/);
      expect(await podUids(old)).toEqual(before);
      const upgraded = await old.command('upgrade', 'db', 'chart', '--reset-then-reuse-values');
      expect(upgraded.output).not.toContain('Error');
      expect(upgraded.exitCode).toBe(0);

      const release = new Release(namespace, { values });
      await onRevision(release);
      const after = await podUids(release);
      expect(Object.entries(after).filter(([name, uid]) => before[name] === uid)).toEqual([]);
      await allStream(release);
      await replicates(release, 'after');
      for (const member of release.members)
        expect(await sql(namespace, member, 'select value from proof order by value')).toBe('after\nbefore');
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);
