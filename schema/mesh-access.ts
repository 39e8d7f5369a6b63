export interface AuthorizationPolicy {
  /**
   * Let in the members themselves, and the clients below; refuse everybody else. It knows clients by the certificate of their
   * proxy, so it is for the modes mtls and ambient: in the others there are clients that have none.
   *
   * @default false
   */
  enabled?: boolean;
  /**
   * Clients of 5432, as Istio's principals: <trust domain>/ns/<namespace>/sa/<ServiceAccount>; cluster.local stands for the mesh's own
   * trust domain, and `*` at the beginning or the end for anything.
   *
   * @default []
   * @examples [["cluster.local/ns/shop/sa/orders"]]
   */
  clients?: Principal[];
}

/** @pattern ^(\*[A-Za-z0-9._/-]*|[A-Za-z0-9._/-]+\*?)$ */
export type Principal = string;

export interface Egress {
  /**
   * Tell the proxies only of the hosts below, which saves memory in a large mesh.
   *
   * @default false
   */
  enabled?: boolean;
  /**
   * Hosts beside those that the members need (their own namespace, istio-system, the Kubernetes API), as <namespace>/<host>.
   *
   * @default []
   * @examples [["backup/minio.backup.svc.cluster.local"]]
   */
  hosts?: EgressHost[];
}

/** @pattern ^(\*|\.|~|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)/[A-Za-z0-9.*_-]+$ */
export type EgressHost = string;
