import type { Texts } from './common.ts';

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
   */
  annotations?: Texts;
}
