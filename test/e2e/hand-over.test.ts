/** `before_stop`, which lets go of the leader key sooner: it loses nothing, and holds nobody up who has to stop. */
import { expect, test } from '@jest/globals';
import { allStream, logOf } from './support/cluster-state.ts';
import { inPod } from './support/in-pod.ts';
import { gaps, lost, summary } from './support/ledger.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { kubectl } from './support/run.ts';
import { primary, sql } from './support/sql.ts';
import { until } from './support/wait.ts';
import { tables, Writer } from './support/writer.ts';

const minutes = 60_000;
/** Longer than the 2 s that before_stop gives Postgres. */
const slowSeconds = 6;

/** Waits until another member than `before` leads. */
async function otherLeader({ namespace }: Release, before: string): Promise<string> {
  return until('another member leads', async () => {
    const leader = await primary(namespace);
    return leader === before ? undefined : leader;
  });
}

/** Milliseconds since 1970 of the first line of a Patroni log that matches. */
function momentOf(log: string, pattern: RegExp): number {
  const line = log.split('\n').find((text) => pattern.test(text));
  if (line === undefined) throw new Error(`no line of the log matches ${String(pattern)}`);
  return Date.parse(`${line.slice(0, 23).replace(' ', 'T').replace(',', '.')}Z`);
}

test(
  'a shutdown checkpoint that outlasts before_stop loses nothing, and whoever lost the lock stops at once',
  () =>
    inNamespace('hand-over', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const first = await primary(namespace);
      const writer = await Writer.start(release);

      await inPod(namespace, first, 'slow-shutdown', String(slowSeconds));
      await otherLeader(release, first);
      await allStream(release);
      await writer.writes();
      const ledger = await writer.stop();
      const found = await tables(release);
      console.info(`a shutdown checkpoint of ${slowSeconds} s: ${summary(ledger, found)}`);
      expect(await logOf(namespace, first, 'previous')).toMatch(/before_stop script .* exited with 1/);
      expect(gaps(ledger).map(({ seconds }) => seconds > slowSeconds - 2)).toEqual([true]);
      expect(lost(ledger, found)).toEqual({});

      const second = await primary(namespace);
      const [heir = ''] = release.members.filter((name) => name !== second);
      await sql(namespace, second, 'create table until_refused (at timestamptz default clock_timestamp())');
      const writes = inPod(namespace, second, 'write-until-refused', '60');
      await until('it writes', async () =>
        (await sql(namespace, second, 'select count(*) from until_refused')) === '0' ? undefined : true,
      );
      const key = ['annotate', '--overwrite', 'configmap', 'db-patroni-leader', `leader=${heir}`];
      await kubectl(['--namespace', namespace, ...key]);
      const { stdout } = await writes;
      const last = JSON.parse(stdout) as { acknowledged: number; why: string };
      const demoted = momentOf(await logOf(namespace, second), /Demoting self \(immediate-nolock\)/);
      const afterMs = Math.round(last.acknowledged * 1000 - demoted);
      console.info(
        `the last write was acknowledged ${afterMs} ms after Patroni began to demote (${last.why})`,
      );
      expect(last.why).not.toBe('the time was over');
      expect(afterMs).toBeLessThan(1_000);
      await until('the other leads', async () => ((await primary(namespace)) === heir ? true : undefined));
      await allStream(release);
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);
