import type { Open, Port } from './common.ts';

export interface NetworkPolicy {
  /**
   * auto: in the mode exclude, where no proxy guards 5432. It has an effect only where the cluster's network enforces it.
   *
   * @default "auto"
   */
  render?: 'auto' | 'always' | 'never';
  /**
   * Clients of 5432, as NetworkPolicy has them in `from`; all pods of the namespace unless they are here.
   *
   * @default [{"podSelector": {}}]
   * @examples [[{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop"}}}]]
   */
  clients?: Open[];
  /**
   * Ports of the Kubernetes API, which the members have to reach; a NetworkPolicy cannot name it otherwise.
   *
   * @default [443, 6443]
   */
  apiServerPorts?: Port[];
  /**
   * Rules of `ingress` beside those of the chart, for ports of `pod.sidecars`.
   *
   * @default []
   * @examples [[{"ports": [{"port": 9187}]}]]
   */
  extraIngress?: Open[];
  /**
   * Rules of `egress` beside those of the chart.
   *
   * @default []
   * @examples [[{"to": [{"ipBlock": {"cidr": "10.1.2.3/32"}}], "ports": [{"port": 9000}]}]]
   */
  extraEgress?: Open[];
}
