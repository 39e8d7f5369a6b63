import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ApplyLease } from '../../hook/apply/lease.ts';
import { own } from '../../hook/apply/own.ts';
import { carryOut } from '../../hook/apply/steps.ts';
import type { Cluster } from '../../hook/kube/cluster.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import { FakeApi } from './fake-api.ts';

const path = '/apis/coordination.k8s.io/v1/namespaces/demo/leases/db-apply';
const podPath = '/api/v1/namespaces/demo/pods/db-0';
const soon = () => Deadline.in(2_000);
const result = { job: 'one', outcome: 'done', sentence: 'all is well', at: '' } as const;

let api: FakeApi;
let cluster: Cluster;

beforeEach(async () => {
  api = new FakeApi();
  cluster = await api.start();
  api.put(path, {});
});

afterEach(() => {
  jest.restoreAllMocks();
  api.stop();
});

const noWord = { result: null, mode: '' };

function lease(holder: string): ApplyLease {
  return new ApplyLease({ cluster, namespace: 'demo', name: 'db-apply', holder });
}

function stored(): { holderIdentity?: string; renewTime?: string } {
  return api.objects.get(path)?.['spec'] as object;
}

test('the first takes it, the second waits, and has it when the first lets go', async () => {
  const [one, two] = [lease('one'), lease('two')];
  expect(await one.take(soon())).toBeNull();
  expect(await two.take(soon())).toEqual({ by: 'one' });
  await one.release({ result, mode: '' }, soon());
  expect(await two.take(soon())).toBeNull();
  expect(stored().holderIdentity).toBe('two');
  await two.release(noWord, soon());
});

test('of two that take it at once, one has it, and the other hears so at once', async () => {
  const [one, two] = [lease('one'), lease('two')];
  const taken = await Promise.all([one.take(soon()), two.take(soon())]);
  expect(taken.filter((answer) => answer === null)).toHaveLength(1);
  await Promise.all([one.release(noWord, soon()), two.release(noWord, soon())]);
});

test('one that is not renewed while somebody watches runs out; clocks are not compared', async () => {
  const now = jest.spyOn(Date, 'now');
  const begun = Date.now();
  const two = lease('two');
  api.put(path, { spec: { holderIdentity: 'gone', renewTime: new Date(begun - 120_000).toISOString() } });
  expect(await two.take(new Deadline(begun + 60_000))).toEqual({ by: 'gone' });
  now.mockReturnValue(begun + 20_000);
  expect(await two.take(new Deadline(begun + 60_000))).toEqual({ by: 'gone' });
  api.put(path, { spec: { holderIdentity: 'gone', renewTime: new Date(begun - 100_000).toISOString() } });
  now.mockReturnValue(begun + 35_000);
  expect(await two.take(new Deadline(begun + 60_000))).toEqual({ by: 'gone' });
  now.mockReturnValue(begun + 66_000);
  expect(await two.take(new Deadline(begun + 90_000))).toBeNull();
  await two.release(noWord, new Deadline(begun + 90_000));
});

test('one from long ago is nobody’s', async () => {
  api.put(path, {
    spec: { holderIdentity: 'gone', renewTime: new Date(Date.now() - 3_600_000).toISOString() },
  });
  const two = lease('two');
  expect(await two.take(soon())).toBeNull();
  await two.release(noWord, soon());
});

test('a Job that begins anew has what it held', async () => {
  const [before, again] = [lease('one'), lease('one')];
  expect(await before.take(soon())).toBeNull();
  expect(await again.take(soon())).toBeNull();
  await before.release(noWord, soon());
  await again.release(noWord, soon());
});

test('the last word stays when the holder is gone; what it was doing does not', async () => {
  const one = lease('one');
  await one.take(soon());
  await one.progress('replace db-0', soon());
  expect(api.objects.get(path)?.metadata.annotations).toEqual({ 'patroni-istio/progress': 'replace db-0' });
  await one.release({ result, mode: '' }, soon());
  expect(api.objects.get(path)?.metadata.annotations).toEqual({
    'patroni-istio/result': JSON.stringify(result),
  });
  expect(stored()).not.toHaveProperty('holderIdentity');
});

test('what another has taken over is not touched by who lost it', async () => {
  const one = lease('one');
  await one.take(soon());
  api.put(path, { spec: { holderIdentity: 'two' } });
  await one.release({ result, mode: '' }, soon());
  expect(stored().holderIdentity).toBe('two');
  expect(api.objects.get(path)?.metadata.annotations).toBeUndefined();
});

const hands = {
  namespace: 'demo',
  owner: { name: 'db', uid: 'uid' },
  superuser: () => Promise.reject(new Error()),
  restApi: () => Promise.reject(new Error()),
};
const replace = { do: 'replace', member: 'db-0', uid: 'first', checkpoint: false, because: '' } as const;

test('a pod is deleted by its uid', async () => {
  api.put(podPath, { metadata: { uid: 'first' } });
  expect(await carryOut({ ...hands, cluster }, replace, soon())).toBe('');
  expect(api.objects.has(podPath)).toBe(false);
});

test('a pod that was made anew meanwhile is not deleted, and not asked for twice', async () => {
  api.put(podPath, { metadata: { uid: 'second' } });
  expect(await carryOut({ ...hands, cluster }, replace, soon())).toBe('db-0 was replaced by somebody else');
  expect(api.asked).toEqual([`DELETE ${podPath}`]);
});

test('the StatefulSet owns the Job', async () => {
  const job = '/apis/batch/v1/namespaces/demo/jobs/db-apply-1';
  api.put(job, {});
  await own({ cluster, namespace: 'demo', name: 'db' }, { job: 'db-apply-1', uid: 'u' }, soon());
  expect(api.asked).toEqual([`PATCH ${job}`]);
});
