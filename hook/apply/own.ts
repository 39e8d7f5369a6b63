/** Makes the StatefulSet the owner of its apply Job, so that uninstall takes even one along that Helm has forgotten. */
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { mergePatch } from './writes.ts';

export async function own(
  at: { cluster: Cluster; namespace: string; name: string },
  { job, uid }: { job: string; uid: string },
  deadline: Deadline,
): Promise<void> {
  const { cluster, namespace, name } = at;
  const body = { metadata: { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid }] } };
  await cluster.call(`write Job ${namespace}/${job}`, deadline, (options) =>
    cluster.batch.patchNamespacedJob({ namespace, name: job, body }, mergePatch(options)),
  );
}
