/** What `before_stop` costs and gains: the chart beside the same chart without it, taking turns. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { allStream } from '../../e2e/support/cluster-state.ts';
import { loseLock, slowStop } from '../../e2e/support/hand-over.ts';
import { gaps, lost } from '../../e2e/support/ledger.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { root } from '../../e2e/support/run.ts';
import { primary } from '../../e2e/support/sql.ts';
import { tables, Writer } from '../../e2e/support/writer.ts';

const minutes = 60_000;
const turns = 5;

let folder = '';
let without = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patroni-istio-chart-'));
  without = join(folder, 'chart');
  cpSync(join(root, 'chart'), without, { recursive: true });
  const file = join(without, 'files/patroni.yaml');
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter((line) => !line.trim().startsWith('before_stop:'));
  if (kept.length !== lines.length - 1) throw new Error('chart/files/patroni.yaml has no before_stop');
  writeFileSync(file, kept.join('\n'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs one measurement on both releases in turn; what came out, the smallest first, by release. */
async function inTurns(
  releases: Record<string, Release>,
  measure: (release: Release) => Promise<number>,
): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [name, release] of Object.entries(releases)) {
      found[name] = [...(found[name] ?? []), await measure(release)];
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => [name, values.toSorted((one, other) => one - other)]),
  );
}

/** Seconds without an acknowledged write while `change` happens; fails when an acknowledged one is lost. */
async function gapDuring(release: Release, change: () => Promise<unknown>): Promise<number> {
  const writer = await Writer.start(release);
  await change();
  await allStream(release);
  await writer.writes();
  const ledger = await writer.stop();
  const found = await tables(release);
  await writer.remove();
  expect(lost(ledger, found)).toEqual({});
  return gaps(ledger).reduce((sum, { seconds }) => sum + seconds, 0);
}

async function switchover(release: Release): Promise<void> {
  const leader = await primary(release.namespace);
  await release.leadBy(release.members.find((name) => name !== leader) ?? '');
}

test(
  'no acknowledged write is lost in a switchover or a slow shutdown, and a lost lock ends writes, with and without it',
  () =>
    inNamespace('with', (withIt) =>
      inNamespace('without', async (withoutIt) => {
        const releases = {
          'with before_stop': new Release(withIt),
          'without it': new Release(withoutIt, { chart: without }),
        };
        for (const release of Object.values(releases)) expect((await release.install()).exitCode).toBe(0);

        const figures = {
          'write gap of a switchover, s': await inTurns(releases, (release) =>
            gapDuring(release, () => switchover(release)),
          ),
          'write gap of a shutdown whose checkpoint takes 6 s, s': await inTurns(releases, (release) =>
            gapDuring(release, () => slowStop(release, 6)),
          ),
          'last write after a lost lock, ms': await inTurns(releases, async (release) => {
            const { afterMs, why } = await loseLock(release);
            expect(why).not.toBe('the time was over');
            await allStream(release);
            return afterMs;
          }),
        };
        console.info(JSON.stringify(figures, null, 2));
      }),
    ),
  50 * minutes,
);
