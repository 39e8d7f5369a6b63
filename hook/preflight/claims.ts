/** The members' volume claims: they outlive a release, and say what it was called. */
import type { V1PersistentVolumeClaim } from '@kubernetes/client-node';
import type { Deadline } from '../kube/deadline.ts';
import type { Asked } from './facts.ts';

export interface Claim {
  name: string;
  volume: 'data' | 'wal';
  /** What it requests, a Kubernetes quantity. */
  size: string;
}

/** The claims of the cluster that is asked for, and the names of other clusters of the same release that have any. */
export async function readClaims(
  { cluster, namespace, name, selector }: Asked,
  deadline: Deadline,
): Promise<{ claims: Claim[]; others: string[] }> {
  const { items } = await cluster.call(`list PersistentVolumeClaims of ${namespace}`, deadline, (o) =>
    cluster.core.listNamespacedPersistentVolumeClaim({ namespace, labelSelector: selector }, o),
  );
  const all = items.flatMap(ofMember);
  const others = all.map((claim) => claim.of).filter((of) => of !== name);
  return { claims: all.filter(({ of }) => of === name), others: [...new Set(others)] };
}

function ofMember({
  metadata: { name = '' } = {},
  spec,
}: V1PersistentVolumeClaim): (Claim & { of: string })[] {
  const [, volume, of] = /^(data|wal)-(.+)-\d+$/.exec(name) ?? [];
  return of === undefined
    ? []
    : [{ name, volume: volume === 'wal' ? 'wal' : 'data', of, size: sizeOf(spec) }];
}

function sizeOf(spec: V1PersistentVolumeClaim['spec']): string {
  return spec?.resources?.requests?.['storage'] ?? '';
}
