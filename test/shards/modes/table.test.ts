/** The README's table of modes, each installed anew on the live mesh; and what else of istio's values a member is started with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { replicates } from '../../e2e/support/cluster-state.ts';
import { modes } from '../../e2e/support/modes.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { pathsOf, putApps, type Paths } from '../../e2e/support/paths.ts';
import { Release, type Values } from '../../e2e/support/release.ts';
import { root } from '../../e2e/support/run.ts';

const minutes = 60_000;

async function measure(values: Values, expected: Paths): Promise<void> {
  await inNamespace('table', async (namespace) => {
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

test('the README prints what is measured', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { title, paths } of Object.values(modes)) {
    const { P1, P2, P3, P4, R } = paths;
    const row = rows.find(([, first]) => first === title);
    expect({ title, row: row?.slice(2, 7) }).toEqual({ title, row: [P1, P2, P3, P4, R] });
  }
});
