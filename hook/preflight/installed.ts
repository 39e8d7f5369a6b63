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
  /** Labels that a volume has to have. */
  selector: Record<string, string>;
  /** The volume of WAL, where there is one. */
  wal: WalVolume | null;
}

export interface WalVolume {
  size: string;
  storageClass: string;
}

/** What a release asks for, as its values have it; a key that is left out is not compared. */
export type AskedStorage = Pick<Storage, 'size'> &
  Partial<Omit<Storage, 'wal'>> & { wal?: WalVolume & { enabled: boolean } };

export interface Installed {
  /** Major version of PostgreSQL; '' where an older chart did not say. */
  postgresMajor: string;
  /** `istio.mode` that it was rendered for. */
  mode: string;
  /** Options of initdb as JSON; '' where an older chart did not say. */
  initdb: string;
  /** Whether every pod is of the revision that was asked for last; else the release may be one that has to be mended. */
  isRolled: boolean;
  /** Whether every pod is Ready. */
  isReady: boolean;
  storage: Storage;
}

export function toInstalled({ metadata, spec, status }: V1StatefulSet): Installed {
  const { replicas = 1, volumeClaimTemplates: claims = [] } = spec ?? {};
  const annotation = (name: string) => metadata?.annotations?.[`patroni-istio/${name}`] ?? '';
  const named = (name: string) => claims.find((claim) => claim.metadata?.name === name);
  return {
    postgresMajor: annotation('postgres-major'),
    initdb: annotation('initdb'),
    mode: annotation('mode'),
    isRolled: status?.updatedReplicas === replicas,
    isReady: status?.readyReplicas === replicas,
    storage: { ...toStorage(named('data')), wal: toWal(named('wal')) },
  };
}

/** Labels of the chart's own, which name the release and select nothing else. */
const ownLabel = /^app\.kubernetes\.io\/(name|instance)$/;

function toStorage(claim: V1PersistentVolumeClaim = {}): Omit<Storage, 'wal'> {
  const { accessModes = [], selector } = claim.spec ?? {};
  return {
    ...wordsOf(claim.metadata),
    ...volumeOf(claim),
    accessModes,
    selector: selector?.matchLabels ?? {},
  };
}

function volumeOf({ spec }: V1PersistentVolumeClaim): WalVolume {
  const { storageClassName: storageClass = '', resources } = spec ?? {};
  return { size: resources?.requests?.['storage'] ?? '', storageClass };
}

function toWal(claim: V1PersistentVolumeClaim | undefined): WalVolume | null {
  return claim === undefined ? null : volumeOf(claim);
}

function wordsOf({ labels = {}, annotations = {} }: V1ObjectMeta = {}): Pick<
  Storage,
  'labels' | 'annotations'
> {
  const own = Object.entries(labels).filter(([name]) => !ownLabel.test(name));
  return { labels: Object.fromEntries(own), annotations };
}
