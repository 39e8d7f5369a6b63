import type { Bytes, ObjectName, Texts } from './common.ts';

export interface Storage {
  /**
   * Size of each member's volume.
   *
   * @default "10Gi"
   */
  size?: Bytes;
  /**
   * StorageClass; empty is the cluster's default class.
   *
   * @default ""
   */
  storageClass?: ObjectName;
  /**
   * How a volume may be mounted.
   *
   * @default ["ReadWriteOnce"]
   */
  accessModes?: ('ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany')[];
  /**
   * Labels of the volume claims.
   *
   * @default {}
   */
  labels?: Texts;
  /**
   * Annotations of the volume claims.
   *
   * @default {}
   */
  annotations?: Texts;
  /** What becomes of the claims; this alone an upgrade may change. */
  retention?: Retention;
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
