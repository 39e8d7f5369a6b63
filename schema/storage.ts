import type { Bytes, Labels, ObjectName, Texts } from './common.ts';

export interface Storage {
  /**
   * Size of each member's volume, as its PersistentVolumeClaim requests it.
   *
   * @default "10Gi"
   */
  size?: Bytes;
  /**
   * StorageClass of the claims (`storageClassName`); empty is the cluster's default class.
   *
   * @default ""
   * @examples ["gp3"]
   */
  storageClass?: ObjectName;
  /**
   * How a volume may be mounted.
   *
   * @default ["ReadWriteOnce"]
   */
  accessModes?: ('ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany')[];
  /**
   * Labels of the volume claims (`volumeClaimTemplates`).
   *
   * @default {}
   * @examples [{"backup": "daily"}]
   */
  labels?: Labels;
  /**
   * Annotations of the volume claims (`volumeClaimTemplates`).
   *
   * @default {}
   * @examples [{"resize.topolvm.io/storage_limit": "100Gi"}]
   */
  annotations?: Texts;
  /**
   * Labels that a PersistentVolume has to have (`selector.matchLabels` of the claim), for volumes that are there already; a
   * claim of the name data-<name>-<ordinal> that is there already is taken as it is.
   *
   * @default {}
   * @examples [{"disk": "postgres"}]
   */
  selector?: Labels;
  /**
   * A volume of its own for WAL (`pg_wal`, initdb's `--waldir`). It cannot be added to a cluster that was made without it, nor
   * taken away.
   */
  wal?: WalVolume;
  /** What becomes of the claims (`persistentVolumeClaimRetentionPolicy`); this alone an upgrade may change. */
  retention?: Retention;
}

/** `accessModes`, `labels` and `annotations` are those of the data volume. */
export interface WalVolume {
  /**
   * Whether there is one.
   *
   * @default false
   */
  enabled?: boolean;
  /**
   * Size of each member's WAL volume.
   *
   * @default "5Gi"
   */
  size?: Bytes;
  /**
   * StorageClass of the claims (`storageClassName`); empty is the cluster's default class.
   *
   * @default ""
   * @examples ["io2"]
   */
  storageClass?: ObjectName;
}

export interface Retention {
  /**
   * When the release is uninstalled. Delete takes the data along; the Secret and Patroni's ConfigMaps stay, and a later
   * install under the same name refuses until they are gone too.
   *
   * @default "Retain"
   */
  whenDeleted?: 'Retain' | 'Delete';
  /**
   * When `replicas` becomes less.
   *
   * @default "Retain"
   */
  whenScaled?: 'Retain' | 'Delete';
}
