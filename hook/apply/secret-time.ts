/** When the passwords of the Secret were written last: a member that is older may have started with others. */
import type { V1ManagedFieldsEntry } from '@kubernetes/client-node';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';
import { isoOf } from '../observe/pod.ts';

/** ISO 8601, by the clock of the API server as a pod's creation is; '' where there is no Secret or it does not say. */
export async function secretChangedAt(
  { cluster, namespace }: { cluster: Cluster; namespace: string },
  name: string,
  deadline: Deadline,
): Promise<string> {
  try {
    const { metadata } = await cluster.call(`read Secret ${namespace}/${name}`, deadline, (o) =>
      cluster.core.readNamespacedSecret({ name, namespace }, o),
    );
    const times = (metadata?.managedFields ?? []).filter(writesData).map(({ time }) => isoOf(time));
    return times.sort().at(-1) ?? '';
  } catch (error) {
    if (isKubeError(error)) return '';
    throw error;
  }
}

/** Whoever only labels it changes no password. */
function writesData({ fieldsV1 }: V1ManagedFieldsEntry): boolean {
  const fields = Object.keys((fieldsV1 as object | undefined) ?? {});
  return fields.includes('f:data') || fields.includes('f:stringData');
}
