import type { V1StatefulSet } from '@kubernetes/client-node';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError, UsageError } from '../kube/errors.ts';

export interface Found {
  name: string;
  release: string;
}

export interface Sought {
  namespace: string;
  release: string;
  /** Whether the caller gave the namespace, or it is the context's. */
  isGiven: boolean;
}

const lookUpMs = 10_000;

/** The cluster that the flags --name and --release mean. */
export async function targetOf(
  cluster: Cluster,
  flags: { namespace: string | undefined; release: string | undefined; name: string | undefined },
  deadline: Deadline,
): Promise<Found> {
  const { namespace: given, release, name } = flags;
  if (name !== undefined) return { name, release: release ?? name };
  const namespace = given ?? cluster.namespace;
  const of = { namespace, release: release ?? '', isGiven: given !== undefined };
  return findByRelease(cluster, of, deadline.within(lookUpMs));
}

/** Begins annotations that every StatefulSet of this chart has; the chart's name, a label, differs where it is an alias. */
const mark = 'patroni-istio/';

/** From a laptop a release is known by its name; the StatefulSet's is found by its label, among those of a parent chart. */
export async function findByRelease(cluster: Cluster, of: Sought, deadline: Deadline): Promise<Found> {
  const { namespace, release } = of;
  const labelSelector = `app.kubernetes.io/instance=${release}`;
  const { items } = await cluster.call(`list StatefulSets of namespace ${namespace}`, deadline, (o) =>
    cluster.apps.listNamespacedStatefulSet({ namespace, labelSelector }, o),
  );
  const names = items.filter(isOurs).map(({ metadata }) => metadata?.name ?? '');
  const [name] = names;
  if (name === undefined) throw new UsageError(await whyAbsent(cluster, of, deadline));
  if (names.length > 1) {
    throw new UsageError(
      `Release "${release}" has more than one cluster: give --name, one of ${names.join(', ')}.`,
    );
  }
  return { name, release };
}

const isOurs = ({ metadata }: V1StatefulSet): boolean =>
  Object.keys(metadata?.annotations ?? {}).some((name) => name.startsWith(mark));

/** In a Job the StatefulSet is given by name, so nobody needs the right to read a namespace for this. */
async function whyAbsent(
  cluster: Cluster,
  { namespace, release, isGiven }: Sought,
  deadline: Deadline,
): Promise<string> {
  const context = cluster.config.getCurrentContext();
  const origin = isGiven ? '' : ` (that of context "${context}"; give --namespace for another)`;
  const absent = `There is no StatefulSet of a release "${release}" of this chart`;
  return (await isMissing(cluster, namespace, deadline))
    ? `${absent}, because there is no namespace "${namespace}"${origin}.`
    : `${absent} in namespace "${namespace}"${origin}.`;
}

/** False also where that cannot be told: not everybody may read namespaces. */
async function isMissing(cluster: Cluster, namespace: string, deadline: Deadline): Promise<boolean> {
  try {
    await cluster.call(`read namespace ${namespace}`, deadline, (o) =>
      cluster.core.readNamespace({ name: namespace }, o),
    );
    return false;
  } catch (error) {
    return isKubeError(error, 'not found');
  }
}
