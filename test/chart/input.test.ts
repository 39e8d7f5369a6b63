/** Values that broke an install, a pod or PostgreSQL, or did nothing: more of what support/refusals/ has one example of. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { refusal, render, type Values } from './support/render.ts';
import { umbrella } from './support/umbrella.ts';

const parameters = (given: object) => ({ postgres: { parameters: given } });

test.each([
  ['max_wal_senders', { replicas: 1, ...parameters({ max_wal_senders: 2 }) }],
  ['max_replication_slots', { replicas: 1, ...parameters({ max_replication_slots: '3' }) }],
  ['max_worker_processes', parameters({ max_worker_processes: 1 })],
  ['max_locks_per_transaction', parameters({ max_locks_per_transaction: 31 })],
  ['max_prepared_transactions', parameters({ max_prepared_transactions: -1 })],
  ['wal_keep_size', parameters({ wal_keep_size: '15MB' })],
  ['wal_keep_size', parameters({ wal_keep_size: 0 })],
])('Patroni would not take this %s', async (name, values) => {
  expect(await refusal(values)).toMatch(new RegExp(`postgres.parameters.${name} is .*, less than .*Patroni`));
});

test.each([
  { max_wal_senders: 0 },
  { max_wal_senders: '0' },
  { max_replication_slots: 0 },
  { max_replication_slots: 3 },
])('%j is too few for three members, which is said once', async (given) => {
  const text = await refusal(parameters(given));
  expect(text).toContain('less than replicas + 1');
  expect(text.match(/^ {2}- /gm)).toHaveLength(1);
});

/** Each for a parameter of its own. */
const amounts = (given: string[]) => parameters(Object.fromEntries(given.map((one, at) => [`p${at}`, one])));

test('PostgreSQL has no units of Kubernetes', async () => {
  const unknown = ['2Gi', '512M', '64k', '16mb', '8KB', '1 GiB', '5m', '1.5G'];
  const text = await refusal(amounts(unknown));
  for (const one of unknown) expect(text).toContain(`is "${one}", in a unit that PostgreSQL does not know`);
});

test('PostgreSQL reads its own units', async () => {
  const known = ['2GB', '512MB', '64 kB', '8192', '5min', '500ms', '1.5GB', '0x10', 'on'];
  expect(await render(amounts(known))).not.toHaveLength(0);
});

test.each<[string, Values]>([
  ['is wal_level to PostgreSQL', { Wal_Level: 'logical' }],
  ['is summarize_wal to PostgreSQL', { SUMMARIZE_WAL: 'off' }],
  ['is work_mem to PostgreSQL', { work_mem: '8MB', WORK_MEM: '16MB' }],
])('a name in capitals %s', async (says, given) => {
  expect(await refusal(parameters(given))).toContain(says);
});

const ownOptions = [
  ['pgdata', { pgdata: '/tmp' }],
  ['pwfile', 'pwfile=/tmp/x'],
  ['username', { username: 'admin' }],
  ['pwprompt', 'pwprompt'],
  ['version', 'version'],
  ['sync-only', 'sync-only'],
  ['nosync', 'nosync'],
] as const;

test('initdb is given nothing of the chart or Patroni', async () => {
  const text = await refusal({ postgres: { initdb: ownOptions.map(([, option]) => option) } });
  for (const [name] of ownOptions) expect(text).toContain(`postgres.initdb has ${name}, which is not yours`);
});

test.each(['--encoding=UTF8', '', { encoding: 'UTF8', locale: 'C' }, {}, { '--locale': 'C' }])(
  'the schema refuses %j as an option of initdb',
  async (option) => {
    expect(await refusal({ postgres: { initdb: [option] } })).toContain("'/postgres/initdb/0'");
  },
);

test.each(['17.10', '17-4.1.5', '17', 'v16', '1.0.0', '2026-01-02', 'mine', '1e3', '160'])(
  'the tag %s may be one of PostgreSQL 17',
  async (tag) => {
    expect(await render({ image: { tag } })).not.toHaveLength(0);
  },
);

test('what a digest has cannot be told', async () => {
  const image = { tag: '16-4.1.5', digest: `sha256:${'ab'.repeat(32)}` };
  expect(await render({ image })).not.toHaveLength(0);
});

const one = (name: string, more: object = {}) => ({ name, image: 'x', ...more });
const volume = { name: 'v', emptyDir: {} };
const port = (name: string, containerPort: number) => ({ name, containerPort });

test.each<[string, Values]>([
  ['pod.extraVolumes', { extraVolumes: [volume, volume] }],
  ['pod.sidecars and pod.initContainers', { sidecars: [one('a')], initContainers: [one('a')] }],
  ['ports of the container a', { sidecars: [one('a', { ports: [port('p', 1), port('p', 2)] })] }],
])('%s have a name but once', async (path, pod) => {
  expect(await refusal({ pod })).toContain(`${path}: a name is there twice`);
});

test('ports without a name, and of two containers, may be alike', async () => {
  const ports = [{ containerPort: 1 }, { containerPort: 2 }, port('p', 3)];
  expect(await render({ pod: { sidecars: [one('a', { ports }), one('b', { ports })] } })).not.toHaveLength(0);
});

test('nothing is mounted over what is there', async () => {
  const own = [
    '/var/lib/postgresql/data',
    '/etc/patroni',
    '/run/postgresql',
    '/tmp',
    '/dev/shm/',
    '/a/../tmp',
  ];
  const mounts = own.map((mountPath) => ({ name: 'v', mountPath }));
  const text = await refusal({ pod: { extraVolumes: [volume], extraVolumeMounts: mounts } });
  for (const path of own) expect(text).toContain(`pod.extraVolumeMounts has ${path}, where another`);
});

test('two mounts need two paths', async () => {
  const mount = { name: 'v', mountPath: '/v' };
  const pod = { extraVolumes: [volume], extraVolumeMounts: [mount, mount] };
  expect(await refusal({ pod })).toContain('pod.extraVolumeMounts has /v, where another');
});

test.each<[string, Values]>([
  ['resources.requests.memory is 512Mi', { resources: { limits: { memory: '256Mi' } } }],
  ['hook.resources.requests.memory is 1G', { hook: { resources: { requests: { memory: '1G' } } } }],
  [
    'istio.sidecar.resources.requests.cpu is 2,',
    { istio: { mode: 'mtls', sidecar: { resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } } } },
  ],
])('%s, more than its limit', async (says, values) => {
  expect(await refusal(values)).toContain(says);
});

test.each(['orders.db', '1db'])('a release called %s needs a fullnameOverride', async (release) => {
  expect(await refusal({}, { release })).toContain(`would be called ${release}-patroni`);
  expect(await render({ fullnameOverride: 'orders' }, { release })).not.toHaveLength(0);
});

test.each(['ordersDb', 'orders_db'])('an alias %s needs one, too', async (alias) => {
  const parent = await umbrella();
  try {
    const file = join(parent.chart, 'Chart.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('alias: orders', `alias: ${alias}`));
    const release = { release: 'shop', chart: parent.chart };
    expect(await refusal({}, release)).toContain(`would be called shop-${alias}, after`);
    expect(await render({ [alias]: { fullnameOverride: 'orders' } }, release)).not.toHaveLength(0);
  } finally {
    parent.remove();
  }
});

test.each(['apply', 'verify', 'preflight'])('%s keeps its account for itself', async (job) => {
  const serviceAccount = { create: false, name: `db-patroni-${job}` };
  expect(await refusal({ serviceAccount })).toContain(`the account of the Job ${job}`);
});

test.each(['https://r.example', 'r.example/', 'r.example/a//b', '/a', 'r.example:port'])(
  '%s is no registry',
  async (registry) => {
    expect(await refusal({ image: { registry } })).toContain("'/image/registry'");
    expect(await refusal({ global: { imageRegistry: registry } })).toContain("'/global/imageRegistry'");
  },
);

test.each([
  '',
  'r.example',
  'r.example:5000',
  'localhost/team-a/b_c',
  '[fd00::1]:5000',
  '10.0.0.1:5000/mirror',
])('%s is a registry', async (registry) => {
  expect(await render({ image: { registry } })).not.toHaveLength(0);
});

test.each(['0', '0Gi', '0.0Gi', '00'])('a volume of %s is none', async (size) => {
  expect(await refusal({ storage: { size } })).toContain("'/storage/size'");
});

test.each(['0.5Gi', '10Gi', '1.0Ti', '1073741824'])('a volume may have %s', async (size) => {
  expect(await render({ storage: { size } })).not.toHaveLength(0);
});

test.each(['10.0.0.300/8', '256.0.0.0/8', '10.0.0/8', '10.0.0.0/33'])('%s is no network', async (range) => {
  const primary = { type: 'LoadBalancer', loadBalancerSourceRanges: [range] };
  expect(await refusal({ service: { primary } })).toContain("'/service/primary/loadBalancerSourceRanges/0'");
});

test.each<[string, Values]>([
  ['storage.wal.storageClass', { storage: { wal: { storageClass: 'fast' } } }],
  ['patroni.synchronousNodeCount', { patroni: { synchronousNodeCount: 2 } }],
  ['patroni.synchronousModeStrict', { patroni: { synchronousModeStrict: true } }],
])('%s alone does nothing', async (path, values) => {
  expect(await refusal(values)).toContain(`${path} does nothing with`);
});
