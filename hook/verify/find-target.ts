import type { V1StatefulSet } from '@kubernetes/client-node';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { UsageError } from '../kube/errors.ts';

export interface Found {
  name: string;
  release: string;
}

/** From a laptop a release is known by its name; the StatefulSet's is found by its labels. */
export async function findByRelease(
  cluster: Cluster,
  of: { namespace: string; release: string },
  deadline: Deadline,
): Promise<Found> {
  const { namespace, release } = of;
  const labelSelector = `app.kubernetes.io/instance=${release},app.kubernetes.io/name=patroni`;
  const { items } = await cluster.call(`list StatefulSets of namespace ${namespace}`, deadline, (o) =>
    cluster.apps.listNamespacedStatefulSet({ namespace, labelSelector }, o),
  );
  const names = items.map((item: V1StatefulSet) => item.metadata?.name ?? '');
  const [name] = names;
  if (name === undefined) {
    throw new UsageError(`There is no release "${release}" of this chart in namespace "${namespace}".`);
  }
  if (names.length > 1) {
    throw new UsageError(
      `Release "${release}" has more than one cluster: give --name, one of ${names.join(', ')}.`,
    );
  }
  return { name, release };
}
