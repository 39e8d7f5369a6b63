import type { Open, OptionalQuantity, Port, Timeout } from './common.ts';

export interface Sidecar {
  /**
   * native: an init container that outlives Patroni. classic: a container beside it that is told to start first and to end last.
   * auto: native where Kubernetes has it (1.29).
   *
   * @default "auto"
   */
  kind?: 'auto' | 'native' | 'classic';
  /**
   * Revision of Istio that injects (label `istio.io/rev`); empty is the default one.
   *
   * @pattern ^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?$
   * @default ""
   * @examples ["1-31-0"]
   */
  revision?: string;
  /**
   * What else a proxy is started with, as Istio's ProxyConfig (annotation `proxy.istio.io/config`); it wins over the chart's own.
   *
   * @default {}
   * @examples [{"concurrency": 4}]
   */
  proxyConfig?: Open;
  /** Requests and limits of the proxy; what is empty is left to Istio. */
  resources?: ProxyResources;
  /**
   * Ports that members connect to without the proxy, whatever is there; [443, 6443] keeps the Kubernetes API, and with it the
   * leader lock, apart from Envoy.
   *
   * @default []
   * @examples [[443, 6443]]
   */
  excludeOutboundPorts?: Port[];
  /**
   * Ports on which members are reached without the proxy, as plaintext by everybody: one of `pod.sidecars` with metrics, for a
   * Prometheus outside of the mesh.
   *
   * @default []
   * @examples [[9187]]
   */
  excludeInboundPorts?: Port[];
  /**
   * Time without data until the proxy of a member ends a connection (`ISTIO_META_IDLE_TIMEOUT`); 0s never does. Envoy's own is an
   * hour, which cuts pooled sessions and long statements.
   *
   * @default "0s"
   */
  idleTimeout?: Timeout;
}

export interface ProxyResources {
  /** What the scheduler sets aside (`sidecar.istio.io/proxyCPU`, `proxyMemory`). */
  requests?: ProxyAmounts;
  /** What it may use at most (`sidecar.istio.io/proxyCPULimit`, `proxyMemoryLimit`). */
  limits?: ProxyAmounts;
}

export interface ProxyAmounts {
  /**
   * Cores; empty is Istio's own.
   *
   * @default ""
   * @examples ["500m"]
   */
  cpu?: OptionalQuantity;
  /**
   * Bytes; empty is Istio's own.
   *
   * @default ""
   * @examples ["256Mi"]
   */
  memory?: OptionalQuantity;
}
