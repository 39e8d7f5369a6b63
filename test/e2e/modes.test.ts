/** Each istio.mode on the live mesh, which is STRICT: which paths to the members work, and what Postgres sees of their clients. */
import { expect, test } from '@jest/globals';
import { replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { type Paths, pathsOf, putApps } from './support/paths.ts';
import { Release, type Values } from './support/release.ts';

const minutes = 60_000;
const proxied: Paths = { P1: 'the proxy', P2: 'the proxy', P3: 'the proxy', P4: 'the proxy', R: '200' };
const direct: Paths = { P1: 'the pod', P2: 'the pod', P3: 'the pod', P4: 'the pod', R: '200' };

const modes: [string, Values, Paths][] = [
  ['disabled', { 'istio.mode': 'disabled' }, direct],
  ['mtls', { 'istio.mode': 'mtls' }, { ...proxied, P4: 'fails' }],
  ['permissive', { 'istio.mode': 'permissive' }, proxied],
  ['exclude', { 'istio.mode': 'exclude' }, direct],
  ['exclude through the proxies', { 'istio.mode': 'exclude', 'istio.exclude.throughProxy': true }, proxied],
  [
    'mtls by DNS names',
    { 'istio.mode': 'mtls', 'patroni.connectAddress': 'dns' },
    { ...proxied, P4: 'fails' },
  ],
];

test.each(modes)(
  'the paths of %s',
  (_title, values, expected) =>
    inNamespace('paths', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2, ...values } });
      const installed = await release.install();
      expect(installed.output).not.toContain('Error');
      expect(installed.exitCode).toBe(0);
      await putApps(release);
      expect(await pathsOf(release)).toEqual(expected);
      await replicates(release, 'through');
    }),
  4 * minutes,
);
