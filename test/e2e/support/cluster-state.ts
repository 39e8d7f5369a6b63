/** What Kubernetes and Postgres say of a release, apart from the tool under test. */
import { getObject, kubectl } from './run.ts';
import type { Release } from './release.ts';
import { primary, sql } from './sql.ts';
import { until } from './wait.ts';

interface Listed {
  metadata: {
    name: string;
    uid: string;
    creationTimestamp: string;
    labels: Record<string, string>;
  };
  status: { active?: number; conditions?: { type: string; status: string }[] };
}

/** What these questions need to know of a release. */
export type Members = Pick<Release, 'namespace' | 'fullname' | 'members'>;

/** Labels of a release's own members, whoever else is in the namespace. */
const memberOf = ({ fullname }: Members): string =>
  `app.kubernetes.io/component=member,patroni-istio/scope=${fullname}`;

async function list(namespace: string, kind: string, selector: string): Promise<Listed[]> {
  const found = await kubectl([
    '--namespace',
    namespace,
    'get',
    kind,
    '--selector',
    selector,
    '--output',
    'json',
  ]);
  return (JSON.parse(found) as { items: Listed[] }).items;
}

/** Uid of each member's pod. */
export async function podUids(release: Members): Promise<Record<string, string>> {
  const pods = await list(release.namespace, 'pods', memberOf(release));
  return Object.fromEntries(pods.map(({ metadata: { name, uid } }) => [name, uid]));
}

/** Names of the members' pods, the oldest first. */
export async function podsByAge(release: Members): Promise<string[]> {
  const pods = await list(release.namespace, 'pods', memberOf(release));
  const age = ({ metadata }: Listed): number => Date.parse(metadata.creationTimestamp);
  return pods.sort((one, other) => age(one) - age(other)).map(({ metadata }) => metadata.name);
}

interface StatefulSet {
  metadata: { generation: number };
  status: { updateRevision: string; observedGeneration: number };
}

/** Waits until every member's pod is Ready and of the revision that the StatefulSet asks for. */
export async function onRevision(release: Members, seconds = 90): Promise<void> {
  const { namespace, fullname, members } = release;
  await until(
    'every pod is Ready and of the revision asked for',
    async () => {
      const { metadata, status } = await getObject<StatefulSet>(namespace, 'statefulset', fullname);
      if (status.observedGeneration !== metadata.generation) return undefined;
      const pods = await list(
        namespace,
        'pods',
        `${memberOf(release)},controller-revision-hash=${status.updateRevision}`,
      );
      return pods.filter(isReady).length === members.length ? true : undefined;
    },
    seconds,
  );
}

function isReady({ status: { conditions = [] } }: Listed): boolean {
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** Names of this release's Jobs apply: all that are there, or those with a pod at work. */
export async function applyJobs(
  { namespace, fullname }: Release,
  which: 'all' | 'active' = 'all',
): Promise<string[]> {
  const jobs = await list(namespace, 'jobs', 'app.kubernetes.io/name=patroni');
  return jobs
    .filter(({ status }) => which === 'all' || (status.active ?? 0) > 0)
    .map(({ metadata }) => metadata.name)
    .filter((name) => name.startsWith(`${fullname}-apply-`));
}

/** Waits until Kubernetes has removed the Jobs apply, which it does when their time is over. */
export async function jobsGone(release: Release, seconds = 90): Promise<void> {
  const none = async () => ((await applyJobs(release)).length === 0 ? true : undefined);
  await until('no Job apply is left', none, seconds);
}

/** Walsenders that the primary sees in state streaming: client address by member. */
export async function senders({ namespace, fullname }: Members): Promise<Record<string, string>> {
  const statement = `select application_name, client_addr from pg_stat_replication where state = 'streaming'`;
  const rows = await sql(namespace, await primary(namespace, fullname), statement);
  return Object.fromEntries(
    rows
      .split('\n')
      .filter(Boolean)
      .map((row) => row.split('|')) as [string, string][],
  );
}

/** Writes a row on the primary and reads it on every other member. */
export async function replicates(release: Members, value: string): Promise<void> {
  const { namespace, fullname } = release;
  const leader = await primary(namespace, fullname);
  await sql(namespace, leader, 'create table if not exists proof (value text primary key)');
  await sql(namespace, leader, `insert into proof values ('${value}')`);
  for (const replica of release.members.filter((name) => name !== leader)) {
    await until(`${replica} has the row ${value}`, async () => {
      const rows = await sql(namespace, replica, `select count(*) from proof where value = '${value}'`);
      return rows === '1' ? true : undefined;
    });
  }
}

/** Waits until every member but the primary streams. */
export async function allStream(release: Members, seconds = 90): Promise<Record<string, string>> {
  return until(
    'every replica streams',
    async () => {
      const seen = await senders(release);
      return Object.keys(seen).length === release.members.length - 1 ? seen : undefined;
    },
    seconds,
  );
}

/** What Patroni and Postgres of a member have said, in this run of the container or in the one before. */
export async function logOf(
  namespace: string,
  pod: string,
  run: 'now' | 'previous' = 'now',
): Promise<string> {
  const which = run === 'previous' ? ['--previous'] : [];
  return kubectl(['--namespace', namespace, 'logs', pod, '--container', 'patroni', ...which]);
}

const kinds = [
  ...['statefulset', 'pod', 'job', 'service', 'poddisruptionbudget', 'secret', 'configmap', 'lease'],
  ...['persistentvolumeclaim', 'serviceaccount', 'role', 'rolebinding'],
];

/** Every object of a namespace that Kubernetes and Istio do not put into each, as `kind/name`. */
export async function objectsIn(namespace: string): Promise<string[]> {
  const found = await kubectl(['--namespace', namespace, 'get', kinds.join(','), '--output', 'name']);
  const everywhere = /^(configmap\/(kube-root-ca.crt|istio-ca-(root-cert|crl))|serviceaccount\/default)$/;
  return found
    .split('\n')
    .filter((name) => name !== '' && !everywhere.test(name))
    .sort();
}
