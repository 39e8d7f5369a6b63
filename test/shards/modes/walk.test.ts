/** istio.mode of one live cluster in a STRICT mesh, moved along every way that there is, under a writer and a reader. */
import { expect, test } from '@jest/globals';
import { podUids, replicates } from '../../e2e/support/cluster-state.ts';
import { gaps, type Ledger, lost, summary } from '../../e2e/support/ledger.ts';
import { modeOf } from '../../e2e/support/modes.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { pathsOf, putApps } from '../../e2e/support/paths.ts';
import { policies } from '../../e2e/support/policies.ts';
import { Release } from '../../e2e/support/release.ts';
import { primary } from '../../e2e/support/sql.ts';
import { tables, Writer } from '../../e2e/support/writer.ts';
import { longestGap, type Outage, outages, streamed, type Watched, Watcher } from './watcher.ts';

const minutes = 60_000;

/** A closed walk: each of the six moves once. */
const walk = ['permissive', 'exclude', 'permissive', 'disabled', 'permissive', 'mtls'];
/** Between these two no pod differs. */
const policiesAlone = ['mtls', 'permissive'];

interface Away {
  name: string;
  /** Longest time, in seconds, that it was seen neither streaming nor leading. */
  stream: number;
  /** Longest time, in seconds, that its pod was not Ready. */
  ready: number;
}

function awayOf(seen: Watched, members: string[]): Away[] {
  return members.map((name) => ({
    name,
    stream: longestGap(streamed(seen, name)),
    ready: longestGap(seen.ready[name] ?? []),
  }));
}

function inWords(broken: Outage[], away: Away[]): string {
  const reader = broken.map(({ seconds, why }) => `${seconds.toFixed(1)} s (${why})`).join(', ') || 'none';
  const replicas = away.map(
    ({ name, stream, ready }) =>
      `${name} ${stream.toFixed(1)} s without stream, ${ready.toFixed(1)} s NotReady`,
  );
  return `reader's outages: ${reader}; ${replicas.join('; ')}`;
}

/** A switchover ends the writer's session once; the member that is read from is away once, while it restarts. */
function checkClients(ledger: Ledger, broken: Outage[], isRolled: boolean): void {
  const most = isRolled ? 1 : 0;
  expect(gaps(ledger).filter(({ seconds }) => seconds > 0.5).length).toBeLessThanOrEqual(most);
  expect(gaps(ledger).every(({ seconds }) => seconds < 5)).toBe(true);
  expect(broken.length).toBeLessThanOrEqual(most);
}

async function move(release: Release, from: string, to: string): Promise<void> {
  const { members } = release;
  const before = await podUids(release);
  // A leader is away twice: when it hands over, and when its pod is replaced.
  const leader = await primary(release.namespace);
  const read = members.find((name) => name !== leader) ?? '';
  const [writer, watcher] = [await Writer.start(release), await Watcher.start(release, read)];
  const moved = await release.upgrade({ 'istio.mode': to });
  const [ledger, seen] = [await writer.stop(), await watcher.stop()];
  expect({ to, output: moved.exitCode === 0 ? '' : moved.output }).toEqual({ to, output: '' });

  const [rows, broken, away] = [await tables(release), outages(seen), awayOf(seen, members)];
  console.log(`${from} to ${to}: ${summary(ledger, rows)}; ${inWords(broken, away)}`);
  expect(lost(ledger, rows)).toEqual({});
  for (const { name, stream, ready } of away) {
    expect({ name, isFine: stream <= ready + 10 }).toEqual({ name, isFine: true });
  }
  const isRolled = !(policiesAlone.includes(from) && policiesAlone.includes(to));
  const after = await podUids(release);
  expect(members.filter((name) => after[name] !== before[name])).toHaveLength(isRolled ? members.length : 0);
  checkClients(ledger, broken, isRolled);
  const restart = away.find(({ name }) => name === read)?.ready ?? 0;
  expect(broken.every(({ seconds }) => seconds <= restart + 5)).toBe(true);
  await writer.remove();
}

test(
  'each move of istio.mode keeps every replica but the one that restarts, loses no write, and leaves no policy behind',
  () =>
    inNamespace('walk', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      await putApps(release);

      // Two steps in one are refused before anything is applied.
      const direct = await release.upgrade({ 'istio.mode': 'exclude' });
      expect(direct.exitCode).not.toBe(0);
      expect(direct.output).toContain('istio.mode cannot go from mtls to exclude in one upgrade');

      let from = 'mtls';
      for (const to of walk) {
        await move(release, from, to);
        expect(await pathsOf(release)).toEqual(modeOf(to).paths);
        const left = await policies(namespace);
        expect(left.filter((name) => /plaintext/.test(name))).toHaveLength(to === 'exclude' ? 3 : 0);
        const authentications = { permissive: 1, exclude: 2 }[to] ?? 0;
        expect(left.filter((name) => /^PeerAuthentication/.test(name))).toHaveLength(authentications);
        from = to;
      }
      await replicates(release, 'moved');
      // What Helm was told to keep goes with the release.
      await release.upgrade({ 'istio.mode': 'permissive' });
      expect((await release.command('uninstall', release.name, '--wait')).exitCode).toBe(0);
      expect(await policies(namespace)).toEqual([]);
    }),
  30 * minutes,
);

test(
  'a rollback over the mode between is refused by apply, touches no member, and says the way',
  () =>
    inNamespace('back', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2, 'istio.mode': 'disabled' } });
      expect((await release.install()).exitCode).toBe(0);
      for (const mode of ['permissive', 'mtls'])
        expect((await release.upgrade({ 'istio.mode': mode })).exitCode).toBe(0);
      const before = await podUids(release);
      await release.rollback('1');
      const looked = await release.test();
      expect(looked.exitCode).not.toBe(0);
      expect(looked.output).toContain('istio.mode cannot go from mtls to disabled in one upgrade');
      expect(await podUids(release)).toEqual(before);
      expect((await release.rollback('3')).exitCode).toBe(0);
      expect((await release.test()).exitCode).toBe(0);
    }),
  10 * minutes,
);
