/** Every refusal of guards.yaml: the value that is refused, and the one beside it that is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { guards } from './support/refusals.ts';
import { chart, refusal, render } from './support/render.ts';

const patroni = { loopWait: 5, retryTimeout: 8 };

test.each(guards)('refused: $title', async ({ wrong, says, options }) => {
  const text = await refusal(wrong, options);
  expect(text).toContain('These values cannot work:');
  expect(text.split('\n')).toContain(`  - ${says}`);
  expect(text.match(/^ {2}- /gm)).toHaveLength(1);
});

test.each(guards)('rendered, beside: $title', async ({ border, options }) => {
  expect(await render(border, options)).not.toHaveLength(0);
});

test('every refusal of the guards is tried', () => {
  const folder = join(chart, 'templates/guards');
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(guards).toHaveLength(files.join('').match(/append \$wrong/g)?.length ?? 0);
});

test('wrong values are refused in one go, each on a line of its own, by both Helms in the same words', async () => {
  const wrong = { preflight: { enabled: false }, patroni: { ...patroni, ttl: 20 } };
  for (const helm of ['helm', 'helm3'] as const) {
    const text = await refusal(wrong, { helm });
    expect(text).toContain('\n  - preflight.enabled is false');
    expect(text).toContain('\n  - patroni.ttl is 20, less than loopWait + 2 * retryTimeout (21)');
  }
});

test('every parameter that Patroni or the chart sets is refused', async () => {
  const names = [
    ...['listen_addresses', 'port', 'cluster_name', 'hot_standby', 'primary_conninfo', 'primary_slot_name'],
    ...['recovery_target_timeline', 'data_directory', 'hba_file', 'ident_file', 'config_file'],
    ...['unix_socket_directories', 'password_encryption'],
  ];
  const text = await refusal({
    postgres: { parameters: Object.fromEntries(names.map((name) => [name, 'x'])) },
  });
  const refused = [...text.matchAll(/postgres\.parameters\.(\S+) is not yours to set/g)].map(
    ([, name]) => name,
  );
  expect(refused.sort()).toEqual(names.sort());
});

const ported = (containerPort: number) => ({ name: 'x', image: 'y', ports: [{ containerPort }] });
const inMesh = (more: object) => ({ istio: { mode: 'mtls' }, pod: more });

test.each([
  ['pod.sidecars has x with containerPort 15021', { sidecars: [ported(15021)] }],
  ['pod.initContainers has x with containerPort 5432', { initContainers: [ported(5432)] }],
  ['pod.securityContext.runAsGroup is 1337', { securityContext: { runAsGroup: 1337 } }],
  ['pod.containerSecurityContext.runAsUser is 1337', { containerSecurityContext: { runAsUser: 1337 } }],
])('refused in a mesh: %s', async (says, pod) => {
  expect(await refusal(inMesh(pod))).toContain(says);
});

test.each([
  ['commonLabels', { commonLabels: { role: 'x' } }],
  ['commonLabels', { commonLabels: { 'helm.sh/chart': 'x' } }],
  ['pod.labels', { pod: { labels: { 'sidecar.istio.io/inject': 'true' } } }],
  ['pod.annotations', { pod: { annotations: { 'patroni-istio/parameters': 'x' } } }],
  ['pod.extraVolumes', { pod: { extraVolumes: [{ name: 'data', emptyDir: {} }] } }],
  ['pod.sidecars', { pod: { sidecars: [{ name: 'patroni', image: 'x' }] } }],
  ['pod.initContainers', { pod: { initContainers: [{ name: 'patroni', image: 'x' }] } }],
])('%s may not take a name of the chart', async (path, values) => {
  expect(await refusal(values)).toContain(`${path} has `);
});

test.each([
  'hostssl all all all trust',
  'host\tall\tall\tall\ttrust',
  '  host all all 10.0.0.0 255.0.0.0 trust  ',
  'host all all all trust # for now',
])('trust is seen in %j', async (line) => {
  expect(await refusal({ postgres: { pgHba: [line] } })).toContain('postgres.pgHba has');
});

test.each(['# host all all all trust', 'host all all all scram-sha-256 # no trust', 'local all all peer'])(
  'no trust is seen in %j',
  async (line) => {
    expect(await render({ postgres: { pgHba: [line] } })).not.toHaveLength(0);
  },
);
