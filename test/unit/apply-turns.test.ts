import { beforeEach, expect, jest, test } from '@jest/globals';
import type { RollOptions } from '../../hook/apply/roll-options.ts';
import { SimulatedCluster } from './simulated-cluster.ts';
import { roll } from './simulated-roll.ts';

let log: string[] = [];

beforeEach(() => {
  log = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
});

/** Whose turn it is: one apply at a time, the newest revision's. */
test('another name on the StatefulSet: superseded, and nothing more is touched', async () => {
  const cluster = new SimulatedCluster();
  const carryOut: RollOptions['carryOut'] = (step) => {
    cluster.applyJob = 'apply-later';
    return Promise.resolve(cluster.carryOut(step));
  };
  expect(await roll(cluster, { carryOut }).run()).toEqual({
    how: 'superseded',
    sentence: 'superseded by apply-later; replaced: db-patroni-1',
  });
  expect(cluster.done).toEqual(['replace db-patroni-1']);
});

test('the name of this Job may come a moment later', async () => {
  const cluster = new SimulatedCluster();
  cluster.applyJob = 'apply-before';
  setTimeout(() => (cluster.applyJob = 'apply-now'), 30);
  expect(await roll(cluster, { graceMs: 1_000 }).run()).toMatchObject({ how: 'done' });
});

test('the newer waits for the older to let go', async () => {
  const cluster = new SimulatedCluster();
  let asked = 0;
  const take: RollOptions['lease']['take'] = () => {
    asked += 1;
    if (asked < 4) return Promise.resolve({ by: 'apply-before' });
    cluster.holder = 'apply-now';
    return Promise.resolve(null);
  };
  const carryOut: RollOptions['carryOut'] = (step) => {
    expect(asked).toBe(4);
    return Promise.resolve(cluster.carryOut(step));
  };
  const lease = { take, progress: () => Promise.resolve() };
  expect(await roll(cluster, { lease, carryOut }).run()).toMatchObject({ how: 'done' });
  expect(log).toContain('  waiting for apply-before, which is at work');
});

test('who has lost the Lease does no step before it has it again', async () => {
  const cluster = new SimulatedCluster();
  let taken = 0;
  const take: RollOptions['lease']['take'] = () => {
    taken += 1;
    cluster.holder = 'apply-now';
    return Promise.resolve(null);
  };
  const carryOut: RollOptions['carryOut'] = (step) => {
    expect(cluster.holder).toBe('apply-now');
    if (cluster.done.length === 0) cluster.holder = 'somebody-else';
    return Promise.resolve(cluster.carryOut(step));
  };
  await roll(cluster, { carryOut, lease: { take, progress: () => Promise.resolve() } }).run();
  expect(taken).toBe(2);
});
