/** Which pods are in a mesh, and with what proxy; modes.test.ts has what each mode renders. */
import { expect, test } from '@jest/globals';
import { allOf, keysOf, pod, podsOf } from './support/objects.ts';
import { proxyConfig } from './support/mesh.ts';
import { render } from './support/render.ts';

const modes = ['disabled', 'mtls', 'permissive', 'exclude', 'ambient'];
const optedOut = { 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' };
const ours = ['apply', 'client-outside', 'member', 'preflight', 'test', 'verify'];

/** apply takes those away that a mode before has left. */
test('the default renders no Istio object, and no right to one but its own', async () => {
  const objects = await render();
  expect(objects.filter(({ apiVersion }) => apiVersion?.includes('istio.io'))).toEqual([]);
  const rights = allOf(objects, 'Role').flatMap((role) =>
    (role.rules ?? []).filter(({ apiGroups }) => apiGroups?.join().includes('istio.io')),
  );
  expect(rights.map(({ resources }) => resources)).toEqual([['peerauthentications']]);
  expect(rights[0]?.resourceNames).toEqual(
    ['sidecar', 'bypass', 'plaintext', 'ambient'].map((path) => `db-patroni-${path}`),
  );
});

test('by default every pod opts out of injection', async () => {
  const pods = podsOf(await render());
  expect(Object.keys(pods).sort()).toEqual(ours);
  for (const { metadata } of Object.values(pods)) expect(metadata.labels).toMatchObject(optedOut);
  expect(Object.keys(pods['member']?.metadata.annotations ?? {}).join()).not.toContain('istio.io');
});

test.each(modes)('%s: the Jobs are never in the mesh, one app of helm test is', async (mode) => {
  const { member, 'client-inside': inside, ...others } = podsOf(await render({ istio: { mode } }));
  expect(member).toBeDefined();
  const { 'patroni-istio/data-path': path, ...own } = member?.metadata.labels ?? {};
  const isIn = ([name]: [string, string]): boolean => name.includes('istio.io/');
  const inMesh = (labels: Record<string, string> = {}): object =>
    Object.fromEntries(Object.entries(labels).filter(isIn));
  expect(path).toBeDefined();
  if (mode === 'disabled') expect(inside).toBeUndefined();
  else expect(inMesh(inside?.metadata.labels)).toEqual(inMesh(own));
  expect(Object.keys(others).sort()).toEqual(ours.filter((component) => component !== 'member'));
  for (const { metadata } of Object.values(others)) expect(metadata.labels).toMatchObject(optedOut);
});

/** A proxy that is no init container has to be told to start before Patroni, and to wait for its end. */
const classic = (seconds: number) => ({
  holdApplicationUntilProxyStarts: true,
  terminationDrainDuration: `${seconds}s`,
  proxyMetadata: { ISTIO_META_IDLE_TIMEOUT: '0s', EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' },
});
const native = { proxyMetadata: { ISTIO_META_IDLE_TIMEOUT: '0s' } };

test.each([
  ['1.29.0', 'auto', 'true', native],
  ['1.29.4-gke.100', 'auto', 'true', native],
  ['1.36.3', 'native', 'true', native],
  ['1.36.3', 'classic', 'false', classic(300)],
  ['1.28.15', 'auto', undefined, classic(300)],
  ['1.27.0', 'classic', undefined, classic(300)],
])('Kubernetes %s, istio.sidecar.kind %s', async (kubeVersion, kind, annotation, proxy) => {
  const pods = { terminationGracePeriodSeconds: 300 };
  for (const mode of ['mtls', 'permissive', 'exclude']) {
    const objects = await render({ istio: { mode, sidecar: { kind } }, pod: pods }, { kubeVersion });
    const { annotations } = pod(objects, 'member').metadata;
    expect(annotations?.['sidecar.istio.io/nativeSidecar']).toBe(annotation);
    expect(proxyConfig(objects)).toEqual(proxy);
  }
});

test.each([
  ...modes.map((mode) => [mode, '1.36.3'] as const),
  ...modes.map((mode) => [mode, '1.28.15'] as const),
])('nothing waits in a postStart (%s, Kubernetes %s)', async (mode, kubeVersion) => {
  const keys = keysOf(await render({ istio: { mode } }, { kubeVersion }));
  expect(keys).toContain('readinessProbe');
  expect(keys).not.toContain('postStart');
});
