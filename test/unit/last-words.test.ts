import { expect, test } from '@jest/globals';
import type { Cluster } from '../../hook/kube/cluster.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import { KubeError } from '../../hook/kube/errors.ts';
import { readLastWords, speaker } from '../../hook/observe/last-words.ts';
import type { Look } from '../../hook/observe/target.ts';
import { healthy, leaderOf, pod } from './observations.ts';

function at(log: (previous: boolean) => string): Look {
  const core = {
    readNamespacedPodLog: ({ previous }: { previous: boolean }) => Promise.resolve(log(previous)),
  };
  const call = async (what: string, _deadline: Deadline, ask: (o: object) => Promise<unknown>) => {
    try {
      return await ask({});
    } catch (error) {
      throw new KubeError({ kind: 'failed', what, because: String(error) });
    }
  };
  return {
    cluster: { core, call } as unknown as Cluster,
    namespace: 'demo',
    name: 'db',
    release: 'db',
    windowSeconds: 10,
    login: { seen: { user: 'monitor', password: 'hunter2', database: 'postgres' } },
    deadline: Deadline.in(1_000),
  };
}

async function linesOf(log: string): Promise<string[]> {
  const words = await readLastWords(
    at(() => log),
    'db-0',
    { container: 'patroni', previous: false },
  );
  return 'seen' in words ? words.seen.lines : [];
}

test('no password is among the last words', async () => {
  const log = `connecting with hunter2\nhost=db password=topsecret user=x\nPASSWORD: 'two words' end\n`;
  const lines = await linesOf(log);
  expect(lines).toEqual(['connecting with ***', 'host=db password=*** user=x', 'PASSWORD: *** end']);
});

test('they are bounded, in lines and in length', async () => {
  const lines = await linesOf(`${'x'.repeat(1_000)}\n`.repeat(500));
  expect(lines).toHaveLength(60);
  expect(lines[0]).toHaveLength(300);
});

test('a traceback leaves its error, and pushes nothing out', async () => {
  const traceback = `Traceback (most recent call last):\n${'  File "ha.py", line 1\n    raise\n'.repeat(100)}`;
  const log = `FATAL: no\n${traceback}psycopg.OperationalError: connection failed\n`;
  expect(await linesOf(log)).toEqual(['FATAL: no', 'psycopg.OperationalError: connection failed']);
});

test('the log of the run now is read where that of the run before is gone', async () => {
  const look = at((previous) => {
    if (previous) throw new Error('previous terminated container not found');
    return 'now\n';
  });
  const words = await readLastWords(look, 'db-0', { container: 'patroni', previous: true });
  expect(words).toMatchObject({ seen: { previous: false, lines: ['now'] } });
});

test('whoever ended badly speaks, else the member', () => {
  const seen = pod(leaderOf(healthy()));
  expect(speaker(seen)).toEqual({ container: 'patroni', previous: false });
  const [first] = seen.containers;
  Object.assign(first ?? {}, { state: 'waiting', reason: 'CrashLoopBackOff', restarts: 3 });
  expect(speaker(seen)).toEqual({ container: first?.name, previous: true });
});

test('lines that Patroni writes as JSON are read as its plain ones', async () => {
  const warning = { asctime: '2026-11-26 05:00:00,123', levelname: 'WARNING', message: 'Removing x' };
  const failed = {
    asctime: 'now',
    levelname: 'ERROR',
    message: 'no',
    exc_info: 'Traceback\n  in f\nOSError: gone',
  };
  const log = ['LOG:  of Postgres', JSON.stringify(warning), JSON.stringify(failed), '{ no JSON'].join('\n');
  expect(await linesOf(log)).toEqual([
    'LOG:  of Postgres',
    '2026-11-26 05:00:00,123 WARNING: Removing x',
    'now ERROR: no',
    'OSError: gone',
    '{ no JSON',
  ]);
});
