import type { Labels, ObjectName, Open } from './common.ts';

export interface Scheduling {
  /**
   * Labels of the nodes that the members run on.
   *
   * @default {}
   * @examples [{"pool": "databases"}]
   */
  nodeSelector?: Labels;
  /**
   * Taints that the members tolerate.
   *
   * @default []
   * @examples [[{"key": "dedicated", "operator": "Equal", "value": "databases", "effect": "NoSchedule"}]]
   */
  tolerations?: Open[];
  /**
   * Affinity of the members, as Kubernetes takes it; it replaces `podAntiAffinity`.
   *
   * @default {}
   * @examples [{"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "disk", "operator": "In", "values": ["nvme"]}]}]}}}]
   */
  affinity?: Open;
  /**
   * Whether two members may be on one node. soft: rather not (`preferredDuringSchedulingIgnoredDuringExecution`); hard: never
   * (`requiredDuringSchedulingIgnoredDuringExecution`); none: as it comes (`topologySpread` still holds).
   *
   * @default "soft"
   */
  podAntiAffinity?: 'none' | 'soft' | 'hard';
  /**
   * Topology spread constraints of the members (`topologySpreadConstraints`), as Kubernetes takes them; a `labelSelector` that
   * is left out selects the members.
   *
   * @default [{"topologyKey": "kubernetes.io/hostname", "maxSkew": 1, "whenUnsatisfiable": "ScheduleAnyway"}, {"topologyKey": "topology.kubernetes.io/zone", "maxSkew": 1, "whenUnsatisfiable": "ScheduleAnyway"}]
   */
  topologySpread?: Open[];
  /**
   * PriorityClass of the members.
   *
   * @default ""
   * @examples ["high-priority"]
   */
  priorityClassName?: ObjectName;
}
