/** Every refusal of guards.yaml: the value that is refused, and the one beside it that is not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { chart, refusal, render, type Values } from './support/render.ts';

interface Guard {
  title: string;
  wrong: Values;
  /** The path, what was seen, and the way out. */
  says: string[];
  /** The nearest values that work. */
  border: Values;
}

const patroni = { loopWait: 5, retryTimeout: 8 };

const guards: Guard[] = [
  {
    title: 'nobody who makes the passwords',
    wrong: { preflight: { enabled: false } },
    says: [
      'preflight.enabled is false, so nothing makes the passwords;',
      'set credentials.existingSecret to a Secret of yours, or leave preflight.enabled true.',
    ],
    border: { preflight: { enabled: false }, credentials: { existingSecret: 'mine' } },
  },
  {
    title: 'a window that the time-out of verify cuts off',
    wrong: { verify: { windowSeconds: 60, timeoutSeconds: 60 } },
    says: [
      'verify.windowSeconds is 60, not less than verify.timeoutSeconds (60);',
      'lower the first or raise the second.',
    ],
    border: { verify: { windowSeconds: 59, timeoutSeconds: 60 } },
  },
  {
    title: 'a ttl that ends before Patroni has tried twice',
    wrong: { patroni: { ...patroni, ttl: 20 } },
    says: [
      'patroni.ttl is 20, less than loopWait + 2 * retryTimeout (21);',
      'raise patroni.ttl or lower the other two.',
    ],
    border: { patroni: { ...patroni, ttl: 21 } },
  },
  {
    title: "a parameter that is not the reader's to set",
    wrong: { postgres: { parameters: { port: 5433 } } },
    says: ['postgres.parameters.port is set by Patroni or this chart; remove it.'],
    border: { postgres: { parameters: { tcp_keepalives_idle: 60 } } },
  },
  {
    title: 'trust over the network',
    wrong: { postgres: { pgHba: ['host all all 10.0.0.0/8 trust'] } },
    says: [
      'postgres.pgHba has "host all all 10.0.0.0/8 trust": trust lets everybody in',
      'use scram-sha-256.',
    ],
    border: { postgres: { pgHba: ['host all trust 10.0.0.0/8 scram-sha-256'] } },
  },
  {
    title: 'a setting of a Service of another type',
    wrong: { service: { replicas: { nodePort: 31000 } } },
    says: [
      'service.replicas.nodePort does nothing with service.replicas.type ClusterIP;',
      'remove it, or set the type to NodePort or LoadBalancer.',
    ],
    border: { service: { replicas: { nodePort: 31000, type: 'NodePort' } } },
  },
  {
    title: 'a name that the chart uses itself',
    wrong: { pod: { extraEnv: [{ name: 'POD_IP', value: '::1' }] } },
    says: ['pod.extraEnv has "POD_IP", a name that this chart or Patroni uses itself; choose another.'],
    border: { pod: { extraEnv: [{ name: 'POD_IPS', value: '::1' }] } },
  },
];

test.each(guards)('refused: $title', async ({ wrong, says }) => {
  const text = await refusal(wrong);
  expect(text).toContain('These values cannot work:');
  for (const part of says) expect(text).toContain(part);
  expect(text.match(/^ {2}- /gm)).toHaveLength(1);
});

test.each(guards)('rendered, beside: $title', async ({ border }) => {
  expect(await render(border)).not.toHaveLength(0);
});

test('every refusal in guards.yaml stands in this file', () => {
  const refusals = readFileSync(join(chart, 'templates/guards.yaml'), 'utf8').match(/append \$wrong/g);
  expect(guards).toHaveLength(refusals?.length ?? 0);
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
  const refused = [...text.matchAll(/postgres\.parameters\.(\S+) is set by/g)].map(([, name]) => name);
  expect(refused.sort()).toEqual(names.sort());
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
