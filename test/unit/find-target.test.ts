/** From a release to its StatefulSet, and what is said when there is none. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect } from '../../hook/kube/connect.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import { findByRelease, type Found } from '../../hook/verify/find-target.ts';
import { FakeApi } from './fake-api.ts';

const none = 'There is no StatefulSet of a release "db" of this chart in namespace "demo".';

let api: FakeApi;

beforeEach(async () => {
  api = new FakeApi();
  await api.start();
});
afterEach(() => api.stop());

const find = (isGiven = true): Promise<Found> => {
  const cluster = connect({ kubeconfig: api.kubeconfig() });
  return findByRelease(cluster, { namespace: 'demo', release: 'db', isGiven }, Deadline.in(500));
};

/** A StatefulSet of release db, which this chart's own have a mark on. */
function put(name: string, annotations: Record<string, string> = { 'patroni-istio/mode': 'mtls' }): void {
  api.put(`/apis/apps/v1/namespaces/demo/statefulsets/${name}`, { metadata: { name, annotations } });
}

test('a release that is there is found, and its namespace is not asked for', async () => {
  put('db-patroni');
  await expect(find()).resolves.toEqual({ name: 'db-patroni', release: 'db' });
  expect(api.asked).toHaveLength(1);
});

test('in a parent chart the cluster is found under its alias, and what other charts have is none', async () => {
  put('db-cache', { note: '' });
  put('db-orders');
  await expect(find()).resolves.toEqual({ name: 'db-orders', release: 'db' });
  expect(api.asked[0]).toMatch(/labelSelector=app\.kubernetes\.io%2Finstance%3Ddb$/);
});

test('of two clusters in one release the names are told', async () => {
  put('db-orders');
  put('db-billing');
  await expect(find()).rejects.toThrow(
    'Release "db" has more than one cluster: give --name, one of db-orders, db-billing.',
  );
});

test('a release that is not there, in a namespace that is', async () => {
  api.put('/api/v1/namespaces/demo', {});
  await expect(find()).rejects.toThrow(none);
});

test('a namespace that is not there is the cause', async () => {
  await expect(find()).rejects.toThrow(
    'There is no StatefulSet of a release "db" of this chart, because there is no namespace "demo".',
  );
});

test.each([
  ['forbidden', 403],
  ['not answered', 500],
])('a namespace whose reading is %s leaves it at what was seen', async (_how, status) => {
  api.next.push({ status: 200, body: { items: [] } });
  for (let i = 0; i < 20; i += 1) api.next.push({ status, body: { kind: 'Status' } });
  await expect(find()).rejects.toThrow(none);
});

test('who gave no namespace is told whose it is, and how to give another', async () => {
  const origin = '(that of context "fake"; give --namespace for another)';
  await expect(find(false)).rejects.toThrow(`there is no namespace "demo" ${origin}.`);
  api.put('/api/v1/namespaces/demo', {});
  await expect(find(false)).rejects.toThrow(
    `There is no StatefulSet of a release "db" of this chart in namespace "demo" ${origin}.`,
  );
});
