/** The README's table of modes, each installed anew on the live mesh; and what else of istio's values a member is started with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { replicates } from '../../e2e/support/cluster-state.ts';
import { modes } from '../../e2e/support/modes.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { pathsOf, putApps, type Paths } from '../../e2e/support/paths.ts';
import { Release, type Values } from '../../e2e/support/release.ts';
import { kubectl, root } from '../../e2e/support/run.ts';

const minutes = 60_000;

async function measure(values: Values, expected: Paths, before: object[] = []): Promise<void> {
  await inNamespace('table', async (namespace) => {
    for (const object of before)
      await kubectl(['--namespace', namespace, 'create', '--filename', '-'], JSON.stringify(object));
    const release = new Release(namespace, { values: { replicas: 2, ...values } });
    const installed = await release.install();
    expect({ said: installed.exitCode === 0 ? '' : installed.output }).toEqual({ said: '' });
    await putApps(release);
    expect(await pathsOf(release)).toEqual(expected);
    await replicates(release, 'through');
    // A second look, and the streams opened anew.
    expect((await release.upgrade(values)).exitCode).toBe(0);
  });
}

test.each(Object.entries(modes))(
  'installed: %s',
  (_name, { values, paths }) => measure(values, paths),
  5 * minutes,
);

const [mtls, exclude] = [modes['mtls'], modes['exclude']];
if (mtls === undefined || exclude === undefined) throw new Error('the table lacks a mode');

const options: [string, Values, Paths][] = [
  ['members call each other by name', { 'patroni.connectAddress': 'dns' }, mtls.paths],
  [
    "every setting of everybody's advice for the DestinationRule",
    {
      'istio.destinationRule.maxConnections': 100,
      'istio.destinationRule.connectTimeout': '30s',
      'istio.destinationRule.tcpKeepalive.time': '7200s',
      'istio.destinationRule.tcpKeepalive.interval': '75s',
      'istio.destinationRule.tcpKeepalive.probes': 9,
      'istio.destinationRule.loadBalancer': 'ROUND_ROBIN',
    },
    mtls.paths,
  ],
  ['the Kubernetes API around the proxies', { 'istio.sidecar.excludeOutboundPorts[0]': 443 }, mtls.paths],
  ['proxies that know only what members need', { 'istio.egress.enabled': true }, mtls.paths],
  [
    'a PeerAuthentication of its own that is STRICT',
    { 'istio.peerAuthentication.mtls': 'STRICT' },
    mtls.paths,
  ],
  ['classic sidecars', { 'istio.sidecar.kind': 'classic' }, mtls.paths],
  ['classic sidecars, excluded', { ...exclude.values, 'istio.sidecar.kind': 'classic' }, exclude.paths],
];

test.each(options)(
  'with %s',
  (_title, values, expected) => measure({ ...mtls.values, ...values }, expected),
  5 * minutes,
);

const authentication = (mode: string): object => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default' },
  spec: { mtls: { mode } },
});
/** The proxies of the namespace reach what the mesh knows, and nothing else. */
const registryOnly = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Sidecar',
  metadata: { name: 'default' },
  spec: { egress: [{ hosts: ['*/*'] }], outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
};

const parents: [string, object, Paths][] = [
  ['STRICT', authentication('STRICT'), mtls.paths],
  ['PERMISSIVE', authentication('PERMISSIVE'), { ...mtls.paths, P4: 'the proxy' }],
  ['REGISTRY_ONLY', registryOnly, mtls.paths],
];

test.each(parents)(
  'mtls in a namespace that is %s',
  (_title, parent, expected) => measure(mtls.values, expected, [parent]),
  5 * minutes,
);

const access = { 'istio.authorizationPolicy.enabled': true };
/** The account of the apps, in whatever namespace. */
const apps = { 'istio.authorizationPolicy.clients[0]': '*/sa/default' };

test.each<[string, Values, Paths]>([
  ['nobody but the members', access, { ...mtls.paths, P2: 'fails', P3: 'fails', R: 'fails' }],
  ['clients by list, to 5432 alone', { ...access, ...apps }, { ...mtls.paths, R: 'fails' }],
])(
  'an AuthorizationPolicy lets in %s',
  (_title, values, expected) => measure({ ...mtls.values, ...values }, expected),
  5 * minutes,
);

test('the README prints what is measured', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { title, paths } of Object.values(modes)) {
    const { P1, P2, P3, P4, R } = paths;
    const row = rows.find(([, first]) => first === title);
    expect({ title, row: row?.slice(2, 7) }).toEqual({ title, row: [P1, P2, P3, P4, R] });
  }
});
