/** `before_stop`, which lets go of the leader key sooner: it loses nothing, and holds nobody up who has to stop. */
import { expect, test } from '@jest/globals';
import { allStream, logOf } from './support/cluster-state.ts';
import { loseLock, slowStop } from './support/hand-over.ts';
import { gaps, lost, summary } from './support/ledger.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { tables, Writer } from './support/writer.ts';

const minutes = 60_000;
/** Longer than the 2 s that before_stop gives Postgres. */
const slowSeconds = 6;

test(
  'a shutdown checkpoint that outlasts before_stop loses nothing, and whoever lost the lock stops at once',
  () =>
    inNamespace('hand-over', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const writer = await Writer.start(release);
      const stopped = await slowStop(release, slowSeconds);
      await allStream(release);
      await writer.writes();
      const ledger = await writer.stop();
      const found = await tables(release);
      console.info(`a shutdown checkpoint of ${slowSeconds} s: ${summary(ledger, found)}`);
      expect(await logOf(namespace, stopped, 'previous')).toMatch(/before_stop script .* exited with 1/);
      expect(gaps(ledger).map(({ seconds }) => seconds > slowSeconds - 2)).toEqual([true]);
      expect(lost(ledger, found)).toEqual({});

      const { afterMs, why } = await loseLock(release);
      console.info(`the last write was acknowledged ${afterMs} ms after Patroni began to demote (${why})`);
      expect(why).not.toBe('the time was over');
      expect(afterMs).toBeLessThan(1_000);
      await allStream(release);
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);
