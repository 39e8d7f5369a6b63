import type { Open, Texts } from './common.ts';

export interface Scheduling {
  /**
   * Labels of the nodes that the members run on.
   *
   * @default {}
   */
  nodeSelector?: Texts;
  /**
   * Taints that the members tolerate.
   *
   * @default []
   */
  tolerations?: Open[];
  /**
   * Affinity of the members, as Kubernetes takes it.
   *
   * @default {}
   */
  affinity?: Open;
}
