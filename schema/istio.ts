export interface Istio {
  /**
   * disabled: no sidecar, the pods opt out of injection. mtls: sidecars, and replication through the mesh's mTLS.
   *
   * @default "disabled"
   */
  mode?: 'disabled' | 'mtls';
}
