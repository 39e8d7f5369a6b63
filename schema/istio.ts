import type { DestinationRule } from './destination-rule.ts';
import type { AuthorizationPolicy, Egress } from './mesh-access.ts';
import type { Sidecar } from './sidecar.ts';

/** How the members stand to an Istio mesh. */
export interface Istio {
  /**
   * disabled: no sidecar, the pods opt out of injection. mtls: sidecars, and replication through the mesh's mTLS.
   * permissive: the same, and clients without a sidecar are let in; also the step between any two of the others. exclude: 5432
   * goes around the proxies, as plaintext. ambient: ztunnel instead of sidecars; experimental.
   *
   * @default "disabled"
   */
  mode?: 'disabled' | 'mtls' | 'permissive' | 'exclude' | 'ambient';

  /** The members' PeerAuthentication, which says what their proxies let in. */
  peerAuthentication?: PeerAuthentication;

  /** Settings of the mode exclude. */
  exclude?: Exclude;

  /** Settings of the mode ambient. */
  ambient?: Ambient;

  /** The members' proxies, in the modes with sidecars. */
  sidecar?: Sidecar;

  /** What the clients' proxies do with connections to the members (Istio's DestinationRule), in the modes with sidecars. */
  destinationRule?: DestinationRule;

  /** Who may connect through the mesh (Istio's AuthorizationPolicy); everybody where there is none. */
  authorizationPolicy?: AuthorizationPolicy;

  /** What the members' proxies know of the mesh (Istio's Sidecar); everything where there is none. */
  egress?: Egress;
}

export interface PeerAuthentication {
  /**
   * What the members' proxies take on ports that the mode says nothing about: inherit leaves it to the namespace and the mesh;
   * STRICT takes mTLS only, also on ports of `pod.sidecars`.
   *
   * @default "inherit"
   */
  mtls?: 'inherit' | 'STRICT';
  /**
   * In the mode permissive, whether Patroni's REST API (8008) is as open as 5432: a move to or from disabled needs that, because
   * members with and without a proxy have to reach each other.
   *
   * @default true
   */
  openRestApi?: boolean;
}

export interface Exclude {
  /**
   * Send 5432 through the proxies all the same, as plaintext: Envoy counts and logs its connections, and they pay for that.
   *
   * @default false
   */
  throughProxy?: boolean;
}

export interface Ambient {
  /**
   * Let in clients outside of the mesh, too (a PeerAuthentication with 5432 PERMISSIVE).
   *
   * @default false
   */
  plaintextClients?: boolean;
}
