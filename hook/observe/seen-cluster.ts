/** What an observation holds about the objects around the members. */
import type { Finding } from '../findings.ts';
import type { Looked } from './looked.ts';
import type { EventSeen } from './seen-member.ts';

export interface StatefulSetSeen {
  uid: string;
  replicas: number;
  generation: number;
  observedGeneration: number;
  updateRevision: string;
  currentRevision: string;
  /** `patroni-istio/mode`, as the chart wrote it; '' where it is not the chart's. */
  mode: string;
  /** `patroni-istio/apply`: the name of the apply Job of the release that was applied last. */
  applyJob: string;
  releaseRevision: string;
  /** `patroni-istio/dcs-parameters`: parameters that the values ask for and only the DCS holds. */
  dcsParameters?: string[];
  /** `patroni-istio/policies`: what of Istio's the release has, as kind/name. */
  policies?: string[];
  /** Name of the Secret with the passwords, '' where its pods name none. */
  secret: string;
  labels: Record<string, string>;
  /** Warnings about it: why it makes no pods. */
  events: EventSeen[];
}

export interface Dcs {
  leader: Looked<LeaderSeen | null>;
  config: Looked<ConfigSeen | null>;
  failover: Looked<Record<string, string> | null>;
  sync: Looked<Record<string, string> | null>;
}

/** `<scope>-leader`; `leader` is '' when nobody holds the key. */
export interface LeaderSeen {
  leader: string;
  renewedAt: string;
  ttl: number;
  acquiredAt: string;
}

/** `<scope>-config`; `initialize` is null when it is not set, '' while somebody bootstraps. */
export interface ConfigSeen {
  initialize: string | null;
  createdAt: string;
  /** The dynamic configuration, parsed; null when there is none. */
  config: Record<string, unknown> | null;
}

export interface ServiceSeen {
  clusterIp: string;
  selector: Record<string, string>;
  ports: { name: string; port: number; targetPort: string; appProtocol: string }[];
  publishNotReadyAddresses: boolean;
}

export interface EndpointSeen {
  pod: string;
  address: string;
  ready: boolean;
}

/** Istio's; empty where Istio is not installed or not to be read. */
export interface Policies {
  peerAuthentications: PeerAuthenticationSeen[];
  destinationRules: DestinationRuleSeen[];
  /** Those of the chart among them, of this revision or of one before. */
  own?: OwnPolicySeen[];
}

export interface OwnPolicySeen {
  kind: PolicyKind;
  name: string;
  /** `patroni-istio/apply`: the apply Job of the revision that wrote it last. */
  applyJob: string;
  /** Whether Helm leaves it where it is when a revision does not have it any more. */
  isKept: boolean;
}

export type PolicyKind = 'PeerAuthentication' | 'DestinationRule';

export interface PeerAuthenticationSeen {
  name: string;
  namespace: string;
  createdAt: string;
  /** null selects the whole namespace. */
  selector: Record<string, string> | null;
  /** '' inherits. */
  mode: string;
  portModes: Record<string, string>;
}

export interface DestinationRuleSeen {
  name: string;
  namespace: string;
  createdAt: string;
  host: string;
  /** '' leaves it to auto-mTLS. */
  tlsMode: string;
  portTlsModes: Record<string, string>;
}

export interface ApplySeen {
  /** null when the StatefulSet names none. */
  job: Looked<JobSeen | null> | null;
  lease: Looked<LeaseSeen | null>;
}

export interface JobSeen {
  name: string;
  startedAt: string;
  active: number;
  complete: boolean;
  failed: boolean;
  /** Why it failed, in Kubernetes' words. */
  because: string;
}

export interface LeaseSeen {
  /** The apply Job that works now, '' when none does. */
  holder: string;
  renewedAt: string;
  /** What the holder does now, in one sentence. */
  progress: string;
  result: ApplyResult | null;
  /** `istio.mode` that all members were brought to last; '' before the first. */
  mode?: string;
}

/** The last result of an apply Job; it outlives the Job. */
export interface ApplyResult {
  job: string;
  outcome: 'done' | 'stopped' | 'superseded';
  /** All of it, with the way back. */
  sentence: string;
  /** What stopped it, where it is a finding. */
  finding?: Finding;
  at: string;
}
