/** The StatefulSet that is there, as far as an upgrade cannot change it. */
import type { V1ObjectMeta, V1PersistentVolumeClaim, V1StatefulSet } from '@kubernetes/client-node';

/** Of the members' volume claims. */
export interface Storage {
  /** A Kubernetes quantity, "10Gi". */
  size: string;
  /** '' leaves it to the cluster's default class. */
  storageClass: string;
  accessModes: string[];
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** What a release asks for; a key that is left out is not compared. */
export type AskedStorage = Pick<Storage, 'size'> & Partial<Storage>;

export interface Installed {
  /** Major version of PostgreSQL; '' where an older chart did not say. */
  postgresMajor: string;
  /** Whether every pod is of the revision that was asked for last; else the release may be one that has to be mended. */
  isRolled: boolean;
  /** Whether every pod is Ready. */
  isReady: boolean;
  storage: Storage;
}

export function toInstalled({ metadata, spec, status }: V1StatefulSet): Installed {
  const { replicas = 1, volumeClaimTemplates: [claim] = [] } = spec ?? {};
  return {
    postgresMajor: metadata?.annotations?.['patroni-istio/postgres-major'] ?? '',
    isRolled: status?.updatedReplicas === replicas,
    isReady: status?.readyReplicas === replicas,
    storage: toStorage(claim),
  };
}

/** Labels of the chart's own, which name the release and select nothing else. */
const ownLabel = /^app\.kubernetes\.io\/(name|instance)$/;

function toStorage({ metadata, spec }: V1PersistentVolumeClaim = {}): Storage {
  const { accessModes = [], storageClassName: storageClass = '', resources } = spec ?? {};
  return { ...wordsOf(metadata), size: resources?.requests?.['storage'] ?? '', storageClass, accessModes };
}

function wordsOf({ labels = {}, annotations = {} }: V1ObjectMeta = {}): Pick<
  Storage,
  'labels' | 'annotations'
> {
  const own = Object.entries(labels).filter(([name]) => !ownLabel.test(name));
  return { labels: Object.fromEntries(own), annotations };
}
