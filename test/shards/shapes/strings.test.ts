/** Passwords, names, labels, annotations, parameters and environment are data: they arrive as they were given. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { restoreSecret, setPasswords } from '../../../hook/findings/remedies.ts';
import { allStream, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { getObject, kubectl, run } from '../../e2e/support/run.ts';
import { primary, sql } from '../../e2e/support/sql.ts';
import { until } from '../../e2e/support/wait.ts';
import { annotation, database, environment, label, mark, parameters, passwords, role } from './odd.ts';

const minutes = 60_000;
const secret = 'own-passwords';
const logins = readFileSync(join(import.meta.dirname, 'logins.py'), 'utf8');

const values = {
  commonLabels: { [label.name]: label.value },
  pod: {
    labels: { [`${label.name}2`]: label.value },
    annotations: { [annotation.name]: annotation.value },
    extraEnv: [{ name: environment.name, value: environment.value }],
  },
  storage: { annotations: { [annotation.name]: annotation.value } },
  service: { primary: { annotations: { [annotation.name]: annotation.value } } },
  serviceAccount: { annotations: { [annotation.name]: annotation.value } },
  postgres: { parameters },
};

let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patroni-istio-strings-'));
  file = join(folder, 'values.json');
  writeFileSync(file, JSON.stringify(values));
});
afterAll(() => rmSync(folder, { recursive: true }));

const own = (namespace: string): Release =>
  new Release(namespace, { values: { replicas: 2, 'credentials.existingSecret': secret } });

/** What goes in by standard input is seen in no list of processes. */
function inMember(namespace: string, pod: string, command: string[], input = ''): Promise<string> {
  const exec = ['--namespace', namespace, 'exec', '--stdin', pod, '--container', 'patroni', '--'];
  return kubectl([...exec, ...command], input);
}

async function putSecret(namespace: string, stringData: Record<string, string>): Promise<void> {
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name: secret, namespace }, stringData };
  const apply = ['apply', '--server-side', '--force-conflicts', '--filename', '-'];
  await kubectl(apply, JSON.stringify(object));
}

interface Connection {
  user: string;
  password: string;
  dbname?: string;
}

/** From a replica through the mesh to the primary Service, so that no line of pg_hba.conf lets in without a password. */
async function loggedIn({ namespace, fullname, members }: Release, connections: Connection[]) {
  const leader = await primary(namespace);
  const replica = members.find((member) => member !== leader) ?? '';
  const all = connections.map((one) => ({ host: fullname, dbname: 'postgres', ...one }));
  const said = await inMember(namespace, replica, ['python3', '-c', logins], JSON.stringify(all));
  return JSON.parse(said) as string[];
}

const superuser = { user: 'postgres', password: passwords['superuser-password'] };
const monitor = { user: 'monitor', password: passwords['monitor-password'] };

async function takesPasswords(release: Release): Promise<void> {
  const wrong = [superuser, monitor].map((one) => ({ ...one, password: one.password.slice(0, -1) }));
  const [first, second, ...refused] = await loggedIn(release, [superuser, monitor, ...wrong]);
  expect([first, second]).toEqual(['postgres at postgres', 'monitor at postgres']);
  expect(refused).toHaveLength(2);
  for (const why of refused) expect(why).toContain('password authentication failed');
}

async function kubernetesHas({ namespace, fullname }: Release): Promise<void> {
  const pod = `${fullname}-0`;
  const marked: [string, string][] = [
    ...[['pod', pod] as [string, string], ['service', fullname] as [string, string]],
    ...[['serviceaccount', fullname] as [string, string], ['pvc', `data-${pod}`] as [string, string]],
  ];
  for (const [kind, name] of marked) {
    const { metadata } = await getObject<{ metadata: { annotations: object } }>(namespace, kind, name);
    expect(metadata.annotations).toHaveProperty([annotation.name], annotation.value);
  }
  const { metadata } = await getObject<{ metadata: { labels: object } }>(namespace, 'pod', pod);
  expect(metadata.labels).toMatchObject({ [label.name]: label.value, [`${label.name}2`]: label.value });
  const print = `import json, os; print(json.dumps(os.environ["${environment.name}"]))`;
  expect(JSON.parse(await inMember(namespace, pod, ['python3', '-c', print]))).toBe(environment.arrives);
}

/** By the file, because a client names itself over it, and by the session for the rest. */
async function postgresHas({ namespace, members }: Release): Promise<void> {
  const query = `select json_object_agg(name, setting) from pg_file_settings where applied`;
  for (const member of members) {
    const settings = JSON.parse(await sql(namespace, member, query)) as Record<string, string>;
    expect(settings).toMatchObject(parameters);
    expect(await sql(namespace, member, "select current_setting('app.text')")).toBe(parameters['app.text']);
    expect(await sql(namespace, member, 'show search_path')).toBe(parameters.search_path);
  }
}

/** A database and its owner, made as people do, and on the replica as well. */
async function takesNames(release: Release): Promise<void> {
  const { namespace } = release;
  const leader = await primary(namespace);
  const [name, owner] = [database, role.name].map((one) => pg.escapeIdentifier(one));
  const script = [
    `create role ${owner ?? ''} login password ${pg.escapeLiteral(role.password)};`,
    `create database ${name ?? ''} owner ${owner ?? ''};`,
  ].join('\n');
  await inMember(
    namespace,
    leader,
    ['psql', '--no-psqlrc', '--username=postgres', '--set=ON_ERROR_STOP=1'],
    script,
  );
  const connection = { user: role.name, password: role.password, dbname: database };
  expect(await loggedIn(release, [connection])).toEqual([`${role.name} at ${database}`]);
  for (const member of release.members)
    await until(`${member} has the database`, async () => {
      const names = await sql(namespace, member, 'select datname from pg_database');
      return names.split('\n').includes(database) ? true : undefined;
    });
}

async function logsKeepSecrets({ namespace }: Release): Promise<void> {
  const pods = await kubectl(['--namespace', namespace, 'get', 'pods', '--output', 'name']);
  for (const pod of pods.split('\n'))
    expect(await kubectl(['--namespace', namespace, 'logs', pod, '--all-containers'])).not.toContain(mark);
}

/** The commands that findings print. */
async function remediesHold(release: Release): Promise<void> {
  const { namespace } = release;
  const leader = await primary(namespace);
  const filled = (command: string): string =>
    command
      .replaceAll('{namespace}', namespace)
      .replaceAll('{leader}', leader)
      .replaceAll('{secret}', secret);
  await sql(
    namespace,
    leader,
    "alter role monitor password 'another'; alter role replicator password 'another'",
  );
  expect((await run('sh', ['-c', filled(setPasswords)])).output).not.toContain('ERROR');
  await takesPasswords(release);
  await putSecret(namespace, Object.fromEntries(Object.keys(passwords).map((key) => [key, 'another'])));
  expect((await run('sh', ['-c', filled(restoreSecret)])).exitCode).toBe(0);
  const { data } = await getObject<{ data: Record<string, string> }>(namespace, 'secret', secret);
  const restored = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]);
  expect(Object.fromEntries(restored)).toEqual(passwords);
}

test(
  'with odd passwords, names and values a release is green, streams, hands over, and logs none of them',
  () =>
    inNamespace('strings', async (namespace) => {
      await putSecret(namespace, passwords);
      const release = own(namespace);
      const install = await release.install('--values', file);
      expect(install.output).not.toContain('Error');
      expect(install.exitCode).toBe(0);
      await takesPasswords(release);
      await kubernetesHas(release);
      await postgresHas(release);
      await takesNames(release);
      await replicates(release, 'installed');
      await remediesHold(release);

      const before = await primary(namespace);
      const changed = { 'resources.requests.memory': '80Mi' };
      expect((await release.upgrade(changed, '--values', file)).exitCode).toBe(0);
      // Apply itself handed over, by Patroni's REST API; then a member does, as patronictl asks it to.
      expect(await primary(namespace)).not.toBe(before);
      await release.leadBy(before);
      await allStream(release);
      await replicates(release, 'rolled');
      await takesPasswords(release);
      const verdict = await run('node', [
        'hook/main.ts',
        'verify',
        '--namespace',
        namespace,
        '--release',
        'db',
      ]);
      expect(verdict.exitCode).toBe(0);
      await logsKeepSecrets(release);
    }),
  6 * minutes,
);

test(
  'a password that would not work is refused before anything is made, and the Secret mended is taken',
  () =>
    inNamespace('unfit', async (namespace) => {
      const release = own(namespace);
      await putSecret(namespace, {
        ...passwords,
        'replication-password': `${mark}\n`,
        'monitor-password': `${mark}👨‍👩‍👧`,
      });
      const refused = await release.install();
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toContain(
        'replication-password ends in a line feed; monitor-password has characters that',
      );
      expect(refused.output).toContain('(PHA0522)');
      expect(refused.output).not.toContain(mark);
      await putSecret(namespace, passwords);
      const { exitCode } = await release.upgrade();
      expect(exitCode).toBe(0);
    }),
  4 * minutes,
);
