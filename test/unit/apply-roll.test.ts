import { beforeEach, expect, jest, test } from '@jest/globals';
import type { RollOptions } from '../../hook/apply/roll-options.ts';
import { exitCodes, resultOf, type Ending } from '../../hook/apply/ending.ts';
import { finding } from '../../hook/findings.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import { KubeError } from '../../hook/kube/errors.ts';
import type { Observation } from '../../hook/observe/observation.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { roll } from './simulated-roll.ts';

let log: string[] = [];

beforeEach(() => {
  log = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
});

test('a whole roll: replicas, hand-over, old leader, and nothing twice', async () => {
  const cluster = new SimulatedCluster();
  const ending = await roll(cluster).run();
  expect(cluster.done).toEqual([
    'replace db-patroni-1',
    'replace db-patroni-0',
    'switchover db-patroni-2 to db-patroni-0',
    'replace db-patroni-2',
  ]);
  expect(ending).toEqual({
    how: 'done',
    sentence: 'every member is of the revision asked for; replaced: db-patroni-1, db-patroni-0, db-patroni-2',
  });
});

test('a parameter that Patroni leaves out stops at the first replica: the leader keeps the one it has', async () => {
  const cluster = new SimulatedCluster();
  cluster.newIs = 'lacking';
  const ending = await roll(cluster).run();
  expect(cluster.done).toEqual(['replace db-patroni-1']);
  expect(ending.sentence).toMatch(
    /^the roll stopped: db-patroni-1 runs without shared_buffers, .*\(PHA0506\)/,
  );
});

test('what would harm the members is refused before any of them is touched', async () => {
  const cluster = new SimulatedCluster();
  const refuses = () => Promise.resolve(finding('PHA0516', { live: '17', asked: '16' }));
  const ending = await roll(cluster, { refuses }).run();
  expect(cluster.done).toEqual([]);
  expect(ending.how).toBe('stopped');
  expect(ending.sentence).toMatch(/^the roll stopped: PostgreSQL 17 cannot become 16 in place .*no pod was/);
});

test('nothing to do, and what the members wait for is said all the same', async () => {
  const missing = () => Promise.resolve('the members wait for the Secret');
  const cluster = new SimulatedCluster('new');
  const { how, sentence } = await roll(cluster, { missing }).run();
  expect(cluster.done).toEqual(['reopen db-patroni-0', 'reopen db-patroni-1']);
  expect(how).toBe('done');
  expect(sentence).toMatch(/no pod was replaced; the members wait for the Secret$/);
});

test('a first install, nothing to do: not even the Lease is taken', async () => {
  const take = jest.fn<RollOptions['lease']['take']>();
  const cluster = new SimulatedCluster('new');
  for (const member of Object.values(cluster.members)) member.state = 'deaf';
  const one = roll(cluster, { lease: { take, progress: () => Promise.resolve() } });
  expect(await one.run()).toMatchObject({ how: 'done' });
  expect(take).not.toHaveBeenCalled();
});

test('a bad template stops at the first replica, as soon as the cause has stood, with a whole diagnosis', async () => {
  const cluster = new SimulatedCluster();
  cluster.newIs = 'broken';
  const ending = await roll(cluster).run();
  expect(cluster.done).toEqual(['replace db-patroni-1']);
  expect(ending.how).toBe('stopped');
  expect(ending.sentence).toMatch(
    /^the roll stopped: the image .* of db-patroni-1 cannot be pulled: .*\(PHA0201\)/,
  );
  expect(ending.sentence).toContain('replaced: db-patroni-1, and db-patroni-2 leads on untouched');
  expect(ending.sentence).toContain(
    'roll back now: helm rollback db N --namespace demo, with N the last revision that worked',
  );
  expect(log.join('\n')).toContain('remedy  Build and push the image first');
});

test('what cannot be proven in time: stopped with the last real reason, the primary untouched', async () => {
  const cluster = new SimulatedCluster();
  cluster.newIs = 'deaf';
  const ending = await roll(cluster, { deadline: Deadline.in(100) }).run();
  expect(cluster.done).toEqual(['replace db-patroni-1']);
  expect(ending.sentence).toMatch(
    /^the roll stopped: db-patroni-1 is not streaming from db-patroni-2: .*\(PHA0402\)/,
  );
});

test('what heals goes on', async () => {
  const cluster = new SimulatedCluster();
  cluster.newIs = 'broken';
  let looks = 0;
  const look = () => {
    looks += 1;
    if (looks === 8) cluster.members['db-patroni-1'].state = cluster.newIs = 'up';
    return Promise.resolve(cluster.look());
  };
  expect(await roll(cluster, { look, settleMs: 2_000 }).run()).toMatchObject({ how: 'done' });
});

const refusal = new KubeError({
  kind: 'refused',
  what: 'hand over from db-patroni-2 to db-patroni-0',
  because: 'Patroni answered 412: no good candidates have been found',
});

test('a switchover that is refused for good: the leader stays and its pod too', async () => {
  const cluster = new SimulatedCluster();
  const carryOut: RollOptions['carryOut'] = (step) =>
    step.do === 'switchover' ? Promise.reject(refusal) : Promise.resolve(cluster.carryOut(step));
  const ending = await roll(cluster, { carryOut }).run();
  expect(ending.sentence).toContain(
    'could not hand over from db-patroni-2 to db-patroni-0: Patroni answered 412',
  );
  expect(ending.sentence).toContain('db-patroni-2 leads on untouched');
  expect(cluster.leader).toBe('db-patroni-2');
});

test('a switchover that failed in words and yet happened: the next look tells, and the roll goes on', async () => {
  const cluster = new SimulatedCluster();
  const carryOut: RollOptions['carryOut'] = (step) => {
    const said = cluster.carryOut(step);
    return step.do === 'switchover' ? Promise.reject(refusal) : Promise.resolve(said);
  };
  expect(await roll(cluster, { carryOut }).run()).toMatchObject({ how: 'done' });
});

test('Patroni may choose another than the asked one', async () => {
  const cluster = new SimulatedCluster();
  const carryOut: RollOptions['carryOut'] = (step) => {
    const said = cluster.carryOut(step);
    if (step.do === 'switchover') cluster.leader = 'db-patroni-1';
    return Promise.resolve(said);
  };
  expect(await roll(cluster, { carryOut }).run()).toMatchObject({ how: 'done' });
  expect(cluster.done.at(-1)).toBe('replace db-patroni-2');
});

test('SIGTERM stops between steps; the Job may begin anew, so no result is left', async () => {
  const stop = new AbortController();
  const cluster = new SimulatedCluster();
  const carryOut: RollOptions['carryOut'] = (step) => {
    stop.abort();
    return Promise.resolve(cluster.carryOut(step));
  };
  const ending = await roll(cluster, { carryOut, deadline: Deadline.in(5_000, stop.signal) }).run();
  expect(ending).toEqual({ how: 'interrupted', sentence: 'stopped by a signal; replaced: db-patroni-1' });
  expect(resultOf(ending, 'apply-now')).toBeNull();
  expect(cluster.done).toEqual(['replace db-patroni-1']);
});

test('a fault of the tool is no reason in words', async () => {
  const cluster = new SimulatedCluster();
  const carryOut = () => Promise.reject(new TypeError('x is not a function'));
  await expect(roll(cluster, { carryOut }).run()).rejects.toThrow(TypeError);
});

test('a paused cluster: says so and stops', async () => {
  const cluster = new SimulatedCluster();
  cluster.paused = true;
  const ending = await roll(cluster).run();
  expect(ending.sentence).toBe(
    'the roll stopped: the cluster is paused (PHA0519); no pod was replaced, and db-patroni-2 leads on untouched',
  );
});

test('what no roll brings about is said at the end, and on the Lease, with no advice to roll back', async () => {
  const cluster = new SimulatedCluster('new');
  const left = finding('PHA0515', {
    differences: 'ttl is 30, asked is 60',
    set: '--set ttl=60',
    namespace: 'demo',
    member: 'db-patroni-0',
  });
  const one = roll(cluster, { left: () => Promise.resolve(left) });
  const ending = await one.run();
  expect(ending.how).toBe('stopped');
  expect(ending.sentence).toMatch(
    /^every member is of the revision asked for; .*ttl is 30, asked is 60 \(PHA0515\)$/,
  );
  expect(one.holdsLease).toBe(true);
});

test('a StatefulSet that is gone: nothing left to look at, exit 2', async () => {
  const gone = (): Promise<Observation> => {
    const made = new SimulatedCluster().observation();
    made.statefulSet = { seen: null };
    made.members = [];
    return Promise.resolve(made);
  };
  const ending = await roll(new SimulatedCluster(), { look: gone }).run();
  expect(ending.how).toBe('blind');
  expect(ending.sentence).toContain('(PHA0906)');
});

test('exit codes', () => {
  expect(exitCodes).toEqual({ done: 0, superseded: 0, stopped: 1, blind: 2, interrupted: 2 });
  const stopped: Ending = { how: 'stopped', sentence: 'why' };
  expect(resultOf(stopped, 'apply-now')).toMatchObject({
    job: 'apply-now',
    outcome: 'stopped',
    sentence: 'why',
  });
});

test('members that started with another Secret are restarted, by role, once', async () => {
  const cluster = new SimulatedCluster('new');
  cluster.secretChangedAt = new Date().toISOString();
  const ending = await roll(cluster).run();
  expect(cluster.done).toEqual([
    'replace db-patroni-1',
    'replace db-patroni-0',
    'switchover db-patroni-2 to db-patroni-0',
    'replace db-patroni-2',
  ]);
  expect(ending.how).toBe('done');
  expect(log.join('\n')).toContain('a replica which was started before the Secret was changed');
});
