/** The StatefulSet that is there, as far as an upgrade cannot change it. */
import type { V1PersistentVolumeClaim, V1StatefulSet } from '@kubernetes/client-node';

/** Of the members' volume claims. */
export interface Storage {
  /** A Kubernetes quantity, "10Gi". */
  size: string;
  /** '' leaves it to the cluster's default class. */
  storageClass: string;
  accessModes: string[];
}

export interface Installed {
  /** Major version of PostgreSQL; '' where an older chart did not say. */
  postgresMajor: string;
  /** Whether every pod is of the revision that was asked for last; else the release may be one that has to be mended. */
  isRolled: boolean;
  storage: Storage;
}

export function toInstalled({ metadata, spec, status }: V1StatefulSet): Installed {
  const { replicas = 1, volumeClaimTemplates: [claim] = [] } = spec ?? {};
  return {
    postgresMajor: metadata?.annotations?.['patroni-istio/postgres-major'] ?? '',
    isRolled: status?.updatedReplicas === replicas,
    storage: toStorage(claim?.spec),
  };
}

function toStorage(spec: V1PersistentVolumeClaim['spec']): Storage {
  const { accessModes = [], storageClassName: storageClass = '', resources } = spec ?? {};
  return { size: resources?.requests?.['storage'] ?? '', storageClass, accessModes };
}
