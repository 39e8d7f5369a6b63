import type { Bytes, ObjectName } from './common.ts';

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
}
