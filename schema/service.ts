import type { Cidr, Texts } from './common.ts';

export interface Service {
  /** The primary's Service, which clients write through. */
  primary?: ClientService;
  /** The Service of all replicas that stream, which clients may read through. */
  replicas?: ClientService;
}

export interface ClientService {
  /**
   * Kind of Service.
   *
   * @default "ClusterIP"
   */
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /**
   * Annotations, mostly for the load balancer of a cloud.
   *
   * @default {}
   * @examples [{"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal"}]
   */
  annotations?: Texts;
  /**
   * Port on every node, for the types NodePort and LoadBalancer; 0 lets Kubernetes choose.
   *
   * @asType integer
   * @minimum 0
   * @maximum 65535
   * @default 0
   */
  nodePort?: number;
  /**
   * Which load balancer serves it, for the type LoadBalancer; empty is the cluster's own.
   *
   * @pattern ^([A-Za-z0-9]([A-Za-z0-9./_-]{0,251}[A-Za-z0-9])?)?$
   * @default ""
   * @examples ["service.k8s.aws/nlb"]
   */
  loadBalancerClass?: string;
  /**
   * Networks that the load balancer lets in; empty is all.
   *
   * @default []
   * @examples [["10.0.0.0/8"]]
   */
  loadBalancerSourceRanges?: Cidr[];
  /**
   * Cluster may take a hop more; Local keeps the client's address, for the types NodePort and LoadBalancer.
   *
   * @default "Cluster"
   */
  externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * One or both families of addresses; empty is the cluster's default.
   *
   * @default ""
   */
  ipFamilyPolicy?: '' | 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Families of addresses, the first one first; empty is the cluster's default. Both need an `ipFamilyPolicy` for both.
   *
   * @uniqueItems true
   * @default []
   * @examples [["IPv6", "IPv4"]]
   */
  ipFamilies?: ('IPv4' | 'IPv6')[];
}
