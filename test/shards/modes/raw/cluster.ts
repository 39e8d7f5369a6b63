/** The members and apps of one namespace, asked with kubectl and psql alone. */
import { getObject, kubectl } from '../../../e2e/support/run.ts';
import { sql } from '../../../e2e/support/sql.ts';
import { until } from '../../../e2e/support/wait.ts';

interface Pod {
  metadata: { name: string; uid: string; labels: Record<string, string> };
  status: { podIP?: string; conditions?: { type: string; status: string }[] };
}

export interface Member {
  name: string;
  uid: string;
  ip: string;
  isReady: boolean;
}

export interface Cast {
  primary: Member;
  replicas: Member[];
  app: Member;
  outsider: Member;
}

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') === true;

const memberOf = (pod: Pod): Member => ({
  name: pod.metadata.name,
  uid: pod.metadata.uid,
  ip: pod.status.podIP ?? '',
  isReady: isReady(pod),
});

async function pods(namespace: string): Promise<Pod[]> {
  const list = await kubectl(['--namespace', namespace, 'get', 'pods', '--output', 'json']);
  return (JSON.parse(list) as { items: Pod[] }).items;
}

/** Who plays which part, once there is one primary and every pod has its address. */
export async function castOf(namespace: string): Promise<Cast> {
  return until(
    'a primary, two replicas and two apps',
    async () => {
      const all = await pods(namespace);
      const named = (name: string) => all.find((pod) => pod.metadata.labels['app'] === name);
      const members = all.filter((pod) => pod.metadata.labels['patroni-cluster'] === 'db');
      const [primary, ...others] = members.filter((pod) => pod.metadata.labels['role'] === 'primary');
      const [app, outsider] = [named('app-in'), named('app-out')];
      if (!primary || !app || !outsider || others.length > 0 || members.length !== 3) return undefined;
      if (![app, outsider].every(isReady) || all.some(({ status }) => status.podIP === undefined))
        return undefined;
      const replicas = members.filter((pod) => pod !== primary);
      return {
        primary: memberOf(primary),
        replicas: replicas.map(memberOf),
        app: memberOf(app),
        outsider: memberOf(outsider),
      };
    },
    180,
  );
}

/** What Patroni and Postgres of a member have said. */
export const logOf = (namespace: string, pod: string): Promise<string> =>
  kubectl(['--namespace', namespace, 'logs', pod, '--container', 'patroni']);

export interface Sender {
  member: string;
  address: string;
  state: string;
  pid: string;
}

/** Walsenders of the primary, those of a base backup too. */
export async function senders(namespace: string, primary: string): Promise<Sender[]> {
  const rows = await sql(
    namespace,
    primary,
    'select application_name, host(client_addr), state, pid from pg_stat_replication',
  );
  return rows
    .split('\n')
    .filter(Boolean)
    .map((row) => {
      const [member = '', address = '', state = '', pid = ''] = row.split('|');
      return { member, address, state, pid };
    });
}

/** A stream that was opened before a change says nothing of the path after it. */
export async function endStreams(namespace: string, primary: string): Promise<void> {
  await sql(namespace, primary, 'select pg_terminate_backend(pid, 5000) from pg_stat_replication');
}

/** Makes a member the primary, as a user would. */
export async function leadBy(namespace: string, candidate: string): Promise<void> {
  const { primary } = await castOf(namespace);
  if (primary.name === candidate) return;
  const inPod = ['exec', primary.name, '--container', 'patroni', '--', 'patronictl'];
  const configuration = ['--config-file', '/etc/patroni/patroni.yaml', 'switchover'];
  const names = ['--leader', primary.name, '--candidate', candidate, '--force'];
  await kubectl(['--namespace', namespace, ...inPod, ...configuration, ...names]);
  await until(`${candidate} leads`, async () =>
    (await castOf(namespace)).primary.name === candidate ? true : undefined,
  );
}

interface StatefulSet {
  status: { updatedReplicas?: number; readyReplicas?: number };
}

/** How far a RollingUpdate has come. */
export async function rollOf(namespace: string): Promise<{ rolled: number; ready: number }> {
  const { status } = await getObject<StatefulSet>(namespace, 'statefulset', 'db');
  return { rolled: status.updatedReplicas ?? 0, ready: status.readyReplicas ?? 0 };
}
