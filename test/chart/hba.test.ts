/** Lines of pg_hba.conf, as PostgreSQL reads them: what each lets in, and what it would not start with. */
import { expect, test } from '@jest/globals';
import { refusal, render, type Values } from './support/render.ts';

const mtls = { istio: { mode: 'mtls' } };
const lines = (pgHba: string[], more: Values = {}) => ({ ...more, postgres: { pgHba } });

const trusting = [
  'hostssl all all all trust clientcert=verify-ca',
  'host all all all "trust"',
  'host all all all tr"us"t',
  'host "a b" all all trust',
  'host "a#b" all all trust',
  'host "a""b" all all trust',
  'host all, orders all all trust',
  'host all all ::1/128 trust',
  'host all all fe80:: ffff:: trust',
  'host all all host.example.com trust',
  'host all all all trust#for now',
];

test('trust is seen wherever PostgreSQL sees it', async () => {
  const text = await refusal(lines(trusting));
  for (const line of trusting)
    expect(text).toContain(`postgres.pgHba has ${JSON.stringify(line)}: trust lets everybody in`);
});

const careful = [
  'host trust trust trust.example.com scram-sha-256 # trust',
  'host "all trust" all all md5',
  'host all all all pam pamservice=trust',
  'local all all trust',
];

test('no trust over the network is seen where there is none', async () => {
  expect(await render(lines(careful))).not.toHaveLength(0);
});

const unread = [
  ['local all all', ''],
  ['local all', ''],
  ['host all all 10.0.0.1 scram-sha-256', ''],
  ['host all all all Trust', 'Trust'],
  ['host all all all scram', 'scram'],
  ['host all all all peer', 'peer'],
  ['host all all all # scram-sha-256', ''],
  ['host all all "all scram-sha-256', ''],
] as const;

test('a method is told that PostgreSQL does not know', async () => {
  const text = await refusal(lines(unread.map(([line]) => line)));
  for (const [line, method] of unread)
    expect(text).toContain(`has ${JSON.stringify(line)}, where PostgreSQL reads "${method}" as the method`);
});

test.each(['host all all all md5 \\', '# a \\', 'host all all all\u0001md5', 'host all\u000ball all md5'])(
  'the schema refuses %j',
  async (line) => {
    expect(await refusal(lines([line]))).toContain("'/postgres/pgHba/0'");
  },
);

const reached = [
  ...['all', 'samenet', '0.0.0.0/0', '10.1.2.3/0', '127.0.0.0/8', '127.0.0.6/32', '127.0.0.4/30'],
  ...['127.0.0.0 255.0.0.0', '127.0.0.6 255.255.255.255', '10.0.0.0 0.0.0.0', '"127.0.0.6/32"'],
  ...['::/0', '::6/128', '::/64', '2001:db8::/0', '0:0:0:0:0:0:0:6/128'],
];

test.each(reached)('with sidecars, clients are let in from %s', async (address) => {
  expect(await render(lines([`host all all ${address} scram-sha-256`], mtls))).not.toHaveLength(0);
});

const missed = [
  ...['10.0.0.0/8', '127.0.0.1/32', '127.0.0.0/30', '127.1.0.0 255.255.0.0', '::1/128', '2001:db8::/32'],
  ...['samehost', '.example.com', '"all"', '64:ff9b::6/96', '::7/128'],
];

test('with sidecars, no client comes from elsewhere', async () => {
  const pgHba = missed.map((address) => `host all all ${address} scram-sha-256`);
  expect(await refusal(lines(pgHba, mtls))).toContain(
    'postgres.pgHba lets in no client: with istio.mode mtls',
  );
  expect(await render(lines(pgHba))).not.toHaveLength(0);
  expect(await render(lines([...pgHba, 'host shop shop 127.0.0.6/32 md5'], mtls))).not.toHaveLength(0);
});

test.each([
  ['none for the network', ['local all all peer']],
  ['none at all', []],
  ['those of a file', ['host all all 10.0.0.0/8 md5', 'include_if_exists /etc/hba/more.conf']],
])('with sidecars, lines may be %s', async (_, pgHba) => {
  expect(await render(lines(pgHba, mtls))).not.toHaveLength(0);
});

const mode = 'TPROXY';

test.each<[string, Values]>([
  ['the annotation', { pod: { annotations: { 'sidecar.istio.io/interceptionMode': mode } } }],
  ['ProxyConfig', { istio: { mode: 'mtls', sidecar: { proxyConfig: { interceptionMode: mode } } } }],
])('clients have their own addresses where %s asks for TPROXY', async (_, values) => {
  const pgHba = ['host all all 10.0.0.0/8 md5'];
  expect(await render(lines(pgHba, { ...mtls, ...values }))).not.toHaveLength(0);
});

test('exclude is asked only when 5432 goes through the proxies all the same', async () => {
  const exclude = (throughProxy: boolean) =>
    lines(['host all all 10.0.0.0/8 md5'], { istio: { mode: 'exclude', exclude: { throughProxy } } });
  expect(await refusal(exclude(true))).toContain('with istio.mode exclude');
  expect(await render(exclude(false))).not.toHaveLength(0);
});

test.each([true, 'on', 'TRUE', 'yes', 1])('TLS is on with ssl %j', async (ssl) => {
  const postgres = { parameters: { ssl }, pgHba: ['hostssl all all all scram-sha-256'] };
  expect(await render({ postgres })).not.toHaveLength(0);
});

test.each([false, 'off', null, 0])('TLS is off with ssl %j', async (ssl) => {
  const postgres = { parameters: { ssl }, pgHba: ['hostssl all all all scram-sha-256'] };
  expect(await refusal({ postgres })).toContain('postgres.pgHba has only hostssl lines');
});
