/** What each istio.mode renders. */
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { keysOf, pod, podsOf } from './support/objects.ts';
import { render } from './support/render.ts';

const mtls = { istio: { mode: 'mtls' } };
const optedOut = { 'sidecar.istio.io/inject': 'false', 'istio.io/dataplane-mode': 'none' };
const ours = ['apply', 'member', 'preflight', 'test', 'verify'];

test('the default renders no Istio object, and no right to look at one', async () => {
  const objects = await render();
  expect(objects.filter(({ apiVersion }) => apiVersion?.includes('istio.io'))).toEqual([]);
  expect(JSON.stringify(objects.filter(({ kind }) => kind === 'Role'))).not.toContain('istio.io');
});

test('by default every pod opts out of injection', async () => {
  const pods = podsOf(await render());
  expect(Object.keys(pods).sort()).toEqual(ours);
  for (const { metadata } of Object.values(pods)) expect(metadata.labels).toMatchObject(optedOut);
  expect(Object.keys(pods['member']?.metadata.annotations ?? {}).join()).not.toContain('istio.io');
});

test('mtls injects the members by their own label and excludes no port', async () => {
  const { metadata } = pod(await render(mtls), 'member');
  expect(metadata.labels).toMatchObject({ 'sidecar.istio.io/inject': 'true' });
  expect(metadata.labels).not.toHaveProperty(['istio.io/dataplane-mode']);
  expect(Object.keys(metadata.annotations ?? {}).join()).not.toContain('traffic.sidecar');
});

test('in mtls the Jobs and the test Pod are never injected', async () => {
  const { member, ...others } = podsOf(await render(mtls));
  expect(member).toBeDefined();
  expect(Object.keys(others).sort()).toEqual(ours.filter((component) => component !== 'member'));
  for (const { metadata } of Object.values(others)) expect(metadata.labels).toMatchObject(optedOut);
});

test.each(['1.29.0', '1.29.4-gke.100', '1.36.3'])(
  'Kubernetes %s gets a native sidecar',
  async (kubeVersion) => {
    const { metadata } = pod(await render(mtls, { kubeVersion }), 'member');
    expect(metadata.annotations).toMatchObject({ 'sidecar.istio.io/nativeSidecar': 'true' });
    expect(metadata.annotations).not.toHaveProperty(['proxy.istio.io/config']);
  },
);

test.each(['1.27.0', '1.28.15'])('Kubernetes %s gets a proxy that outlives Patroni', async (kubeVersion) => {
  const { metadata, spec } = pod(await render(mtls, { kubeVersion }), 'member');
  expect(metadata.annotations).not.toHaveProperty(['sidecar.istio.io/nativeSidecar']);
  expect(parse(metadata.annotations?.['proxy.istio.io/config'] ?? '')).toEqual({
    holdApplicationUntilProxyStarts: true,
    terminationDrainDuration: `${String(spec.terminationGracePeriodSeconds)}s`,
    proxyMetadata: { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' },
  });
});

test.each([
  ['disabled', '1.36.3'],
  ['mtls', '1.36.3'],
  ['mtls', '1.28.15'],
])('nothing waits in a postStart (%s, Kubernetes %s)', async (mode, kubeVersion) => {
  const keys = keysOf(await render({ istio: { mode } }, { kubeVersion }));
  expect(keys).toContain('readinessProbe');
  expect(keys).not.toContain('postStart');
});
