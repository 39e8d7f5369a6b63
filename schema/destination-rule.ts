import type { Duration, Timeout } from './common.ts';

export interface DestinationRule {
  /**
   * Off, none is rendered; the mode exclude needs them.
   *
   * @default true
   */
  enabled?: boolean;
  /**
   * Connections that one proxy opens to a Service's 5432 at most; 0 sets no limit. It also limits what the proxy of a member lets
   * in, from all clients and replicas together.
   *
   * @asType integer
   * @minimum 0
   * @maximum 2147483647
   * @default 0
   */
  maxConnections?: number;
  /**
   * Time for a TCP connection to a member.
   *
   * @default "5s"
   */
  connectTimeout?: Duration;
  /** TCP keepalive between the proxies; PostgreSQL's own ends at its proxy. */
  tcpKeepalive?: TcpKeepalive;
  /**
   * Time without data until the client's proxy ends a connection; 0s never does. Envoy's own is an hour.
   *
   * @default "0s"
   */
  idleTimeout?: Timeout;
  /**
   * How a proxy chooses between the replicas; it has no say in headless names. Empty is Istio's own choice.
   *
   * @default ""
   */
  loadBalancer?: '' | 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM';
}

export interface TcpKeepalive {
  /**
   * Time without data until the first probe.
   *
   * @default "60s"
   */
  time?: Duration;
  /**
   * Time between probes.
   *
   * @default "10s"
   */
  interval?: Duration;
  /**
   * Probes without an answer until the connection is given up.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 6
   */
  probes?: number;
}
