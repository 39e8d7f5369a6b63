/** patroni.yaml: what goes to the DCS, what stays local, and who is let in. */
import { expect, test } from '@jest/globals';
import { argumentsOf, option, patroniFile, type PatroniFile } from './support/objects.ts';
import { render, type Values } from './support/render.ts';

const file = async (postgres: Values, more: Values = {}): Promise<PatroniFile> =>
  patroniFile(await render({ postgres, ...more }));

/** Parameters on which all members must agree: Patroni takes them from the DCS alone. */
const agreed = {
  max_connections: 200,
  max_locks_per_transaction: 128,
  max_worker_processes: 16,
  max_prepared_transactions: 10,
  wal_level: 'logical',
  track_commit_timestamp: 'on',
  max_wal_senders: 12,
  max_replication_slots: 12,
  wal_keep_segments: 8,
  wal_keep_size: '1GB',
  wal_log_hints: 'on',
};

test('parameters on which all members must agree go to the DCS only', async () => {
  const { bootstrap, postgresql } = await file({ parameters: agreed });
  expect(bootstrap.dcs.postgresql.parameters).toEqual(agreed);
  expect(Object.keys(postgresql.parameters).filter((name) => name in agreed)).toEqual([]);
});

test('all other parameters stay local, as they were written', async () => {
  const parameters = { work_mem: '64MB', effective_cache_size: 16777216, random_page_cost: 1.1, jit: false };
  const { bootstrap, postgresql } = await file({ parameters });
  expect(postgresql.parameters).toMatchObject(parameters);
  expect(Object.keys(bootstrap.dcs.postgresql.parameters).filter((name) => name in parameters)).toEqual([]);
});

test("a parameter of the reader's wins over the chart's own", async () => {
  const { bootstrap, postgresql } = await file({
    parameters: { summarize_wal: 'off', max_wal_senders: 20 },
  });
  expect(postgresql.parameters).toMatchObject({ summarize_wal: 'off' });
  expect(bootstrap.dcs.postgresql.parameters).toMatchObject({ wal_level: 'replica', max_wal_senders: 20 });
});

test.each([
  [15, {}, undefined],
  [16, {}, undefined],
  [17, {}, 'on'],
  [18, {}, 'on'],
  [17, { summarize_wal: 'off' }, 'off'],
  [17, { summarize_wal: null }, undefined],
])('PostgreSQL %i with %j has summarize_wal %s', async (major, parameters, expected) => {
  const { postgresql } = await file({ major, parameters }, { image: { tag: `${major}-4.1.5` } });
  expect(postgresql.parameters['summarize_wal']).toBe(expected);
  expect(postgresql.bin_dir).toBe(`/usr/lib/postgresql/${major}/bin`);
});

test('the timing of Patroni reaches the DCS as whole numbers', async () => {
  const patroni = { ttl: 60, loopWait: 20, retryTimeout: 20, maximumLagOnFailover: 107374182400 };
  expect((await file({}, { patroni })).bootstrap.dcs).toMatchObject({
    ttl: 60,
    loop_wait: 20,
    retry_timeout: 20,
    maximum_lag_on_failover: 107374182400,
    failsafe_mode: true,
  });
});

test.each([
  ['off', undefined],
  ['on', true],
  ['quorum', 'quorum'],
])('synchronousMode %s', async (synchronousMode, expected) => {
  const { dcs } = (await file({}, { patroni: { synchronousMode } })).bootstrap;
  expect(dcs['synchronous_mode']).toBe(expected);
});

test.each(['preflight', 'apply'])(
  '%s is told the same dynamic configuration as the members',
  async (part) => {
    const objects = await render({ postgres: { parameters: agreed } });
    const told = option(argumentsOf(objects, part), '--dcs') ?? 'null';
    expect(JSON.parse(told)).toEqual(patroniFile(objects).bootstrap.dcs);
  },
);

test.each([
  [[]],
  [['host all all all reject']],
  [['local all all reject', 'host replication all all reject']],
])("the chart's pg_hba lines stand first, before %j", async (pgHba) => {
  const [{ postgresql: together }, { postgresql: alone }] = await Promise.all([
    file({ pgHba }),
    file({ pgHba: [] }),
  ]);
  expect(alone.pg_hba).toContain('host replication replicator all scram-sha-256');
  expect(together.pg_hba).toEqual([...alone.pg_hba, ...pgHba]);
});

test('no pg_hba line of the chart trusts, and over the network each asks for a password', async () => {
  const { pg_hba: lines } = (await file({})).postgresql;
  expect(lines.filter((line) => /\strust(\s|$)/.test(line))).toEqual([]);
  const fromNetwork = lines.filter((line) => line.startsWith('host'));
  expect(fromNetwork).not.toHaveLength(0);
  expect(fromNetwork.filter((line) => !line.endsWith(' scram-sha-256'))).toEqual([]);
});

test.each(['parameters', 'pgHba'])('postgres.%s may be emptied by a key without a value', async (key) => {
  const { postgresql } = await file({ [key]: null });
  expect(postgresql.pg_hba).toContain('host replication replicator all scram-sha-256');
});

test('a new replica does not wait for a spread checkpoint of the leader', async () => {
  expect((await file({})).postgresql.basebackup).toEqual([{ checkpoint: 'fast' }]);
});
