import { expect, test } from '@jest/globals';
import { Deadline } from '../../hook/kube/deadline.ts';
import type { Observation } from '../../hook/observe/observation.ts';
import { loop, type LoopOptions } from '../../hook/verify/loop.ts';
import { healthy, observation, replicaOf, seen } from './observations.ts';

/** Looks that follow each other two seconds apart, however fast the test runs. */
function looks(given: (number: number) => Observation): { look: LoopOptions['look']; count: () => number } {
  let number = 0;
  const look = async (): Promise<Observation> => {
    const made = given(number);
    made.at = new Date(Date.parse(made.at) + number * 2_000).toISOString();
    if ('seen' in made.dcs.leader) seen(made.dcs.leader).renewedAt = made.at;
    number += 1;
    return Promise.resolve(made);
  };
  return { look, count: () => number };
}

const options = { settleMs: 15_000, settleCallerMs: 15_000, pauseMs: 5 };

test('a healthy cluster is the verdict at once', async () => {
  const { look, count } = looks(() => healthy());
  const outcome = await loop({ ...options, look, deadline: Deadline.in(1_000) });
  expect(outcome).toMatchObject({ ended: 'healthy', judgement: { verdict: 'healthy' } });
  expect(count()).toBe(1);
});

test('a cause that cannot heal is the verdict after it has stood for 15 s, not at the deadline', async () => {
  const { look, count } = looks(() => observation('policy-cuts-replication'));
  const outcome = await loop({ ...options, look, deadline: Deadline.in(60_000) });
  expect(outcome.ended).toBe('settled');
  expect(count()).toBe(9);
});

test('a cause that comes and goes does not settle', async () => {
  const flapping = (number: number) =>
    number >= 20
      ? healthy()
      : number % 2 === 0
        ? observation('policy-cuts-replication')
        : blindFor('Postgres');
  const { look } = looks(flapping);
  const outcome = await loop({ ...options, look, deadline: Deadline.in(60_000) });
  expect(outcome.ended).toBe('healthy');
});

test('the deadline reports the last real reason', async () => {
  const { look } = looks(() => blindFor('Postgres'));
  const outcome = await loop({ ...options, look, deadline: Deadline.in(50) });
  expect(outcome.ended).toBe('deadline');
  expect(outcome.judgement.findings.map(({ code }) => code)).toEqual(['PHA0903']);
});

test('a look that ran into the deadline does not replace the one before it', async () => {
  const deadline = Deadline.in(100);
  const look = async (before?: Observation): Promise<Observation> => {
    if (before === undefined) return observation('window-not-over');
    await deadline.sleep(1_000);
    return healthy((late) => {
      late.statefulSet = { unseen: { kind: 'unreachable', what: 'read it', because: 'no answer' } };
    });
  };
  const outcome = await loop({ ...options, look, deadline });
  expect(outcome.judgement.findings.map(({ code }) => code)).toEqual(['PHA0409']);
});

test('a right that a person does not have is told at once, a role that is still being made is waited for', async () => {
  const person = { ...options, settleCallerMs: 0, deadline: Deadline.in(60_000) };
  const forbidden = looks(() => observation('rights-missing'));
  expect((await loop({ ...person, look: forbidden.look })).ended).toBe('settled');
  expect(forbidden.count()).toBe(1);
  const made = looks((number) => (number < 3 ? observation('monitor-refused') : healthy()));
  expect((await loop({ ...person, look: made.look })).ended).toBe('healthy');
});

test('SIGTERM ends the wait and keeps what was known last', async () => {
  const stop = new AbortController();
  const { look } = looks(() => observation('window-not-over'));
  const running = loop({ ...options, pauseMs: 10_000, look, deadline: Deadline.in(60_000, stop.signal) });
  setTimeout(() => stop.abort(), 20);
  await expect(running).resolves.toMatchObject({ ended: 'stopped', judgement: { verdict: 'unhealthy' } });
});

function blindFor(what: string): Observation {
  return healthy((made) => {
    replicaOf(made).postgres = { unseen: { kind: 'unreachable', what: `ask ${what}`, because: 'no answer' } };
  });
}
