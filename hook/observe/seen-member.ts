/** What an observation holds about one member. */
import type { Looked } from './looked.ts';

export interface Member {
  name: string;
  pod: Looked<PodSeen | null>;
  /** Of a pod that waits for one; null where nobody waits. */
  volume: Looked<VolumeSeen | null> | null;
  /** Warnings about the pod and its volume, newest last. */
  events: EventSeen[];
  /** Of a member that keeps ending or does not do its work; else null. */
  lastWords: Looked<LastWords> | null;
  proxy: Looked<ProxySeen> | null;
  /** What its proxy does with 5432; null without a proxy, absent in older recordings. */
  traffic?: Looked<TrafficSeen> | null;
  /** Null where there is nobody to ask. */
  patroni: Looked<PatroniSeen> | null;
  postgres: Looked<PostgresSeen> | null;
}

export interface PodSeen {
  uid: string;
  createdAt: string;
  phase: string;
  /** `controller-revision-hash`. */
  revision: string;
  /** '' without one. */
  role: string;
  ip: string;
  node: string;
  ready: boolean;
  terminating: boolean;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  conditions: ConditionSeen[];
  /** Init containers and containers, in order. */
  containers: ContainerSeen[];
}

export interface ConditionSeen {
  type: string;
  status: string;
  reason: string;
  message: string;
  since: string;
}

export interface ContainerSeen {
  name: string;
  init: boolean;
  /** An init container that goes on running beside the others. */
  sidecar: boolean;
  image: string;
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  /** Why it waits or ended: "ImagePullBackOff", "CreateContainerConfigError", "Error". */
  reason: string;
  message: string;
  exitCode: number | null;
  restarts: number;
  ready: boolean;
  startedAt: string;
  last: { reason: string; exitCode: number; finishedAt: string } | null;
}

export interface VolumeSeen {
  phase: string;
  storageClass: string;
  createdAt: string;
}

export interface EventSeen {
  reason: string;
  message: string;
  kind: string;
  object: string;
  count: number;
  at: string;
}

export interface ProxySeen {
  kind: 'none' | 'native' | 'classic';
  /** `/healthz/ready` on 15021: null without a proxy. */
  ready: boolean | null;
  /** What it answered while it was not ready. */
  answer: string;
  /** Ports that its iptables rules leave alone. */
  excludedInboundPorts: number[];
  excludedOutboundPorts: number[];
}

/** What Envoy was configured to do with the members' ports, read from its own dump. */
export interface TrafficSeen {
  /** What it lets in, to 5432 and to Patroni's REST API (8008). */
  inbound: InboundSeen;
  restApi: InboundSeen;
  /** How it speaks to the other members through the headless Service; '' where it does not know the port. */
  outbound: '' | 'mTLS' | 'plaintext';
  /** The DestinationRule that decided that, '' where none did. */
  rule: string;
  /** When Envoy took the newest of this, ISO 8601. */
  changedAt: string;
}

/** As PeerAuthentication's modes; '' where the proxy has no chain for the port. */
export type InboundSeen = '' | 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/** `GET /patroni` on 8008. */
export interface PatroniSeen {
  state: string;
  role: string;
  timeline: number | null;
  systemIdentifier: string;
  serverVersion: number | null;
  /** Seconds since it last saw its DCS. */
  dcsLastSeenAgo: number | null;
  clusterUnlocked: boolean;
  pendingRestart: boolean;
  /** Parameters that wait for a restart: "100->60" by name. */
  pendingParameters?: Record<string, string>;
  paused: boolean;
  replicationState: string;
  tags: Record<string, unknown>;
}

export interface PostgresSeen {
  version: number;
  inRecovery: boolean;
  systemIdentifier: string;
  /** Of the WAL that a primary writes; null on a replica. */
  timeline: number | null;
  /** Where it writes (primary) or has replayed to (replica). */
  lsn: string;
  replayPaused: boolean;
  /** Of a primary that is asked to emit a message: where the message ended. */
  probeLsn: string | null;
  senders: SenderSeen[];
  slots: SlotSeen[];
  receiver: ReceiverSeen | null;
  /** `primary_conninfo`'s host and slot, without anything else of it. */
  upstream: { host: string; slot: string };
  synchronousStandbyNames: string;
  /** Parameters that the pod asks for and Postgres does not have from Patroni; absent in older recordings. */
  leftOut?: string[];
}

/** A row of pg_stat_replication. */
export interface SenderSeen {
  pid: number;
  applicationName: string;
  user: string;
  clientAddress: string;
  startedAt: string;
  state: string;
  syncState: string;
  replyAt: string;
  flushLsn: string;
  replayLsn: string;
}

/** A physical row of pg_replication_slots. */
export interface SlotSeen {
  name: string;
  active: boolean;
  activePid: number | null;
  walStatus: string;
}

/** The row of pg_stat_wal_receiver. */
export interface ReceiverSeen {
  status: string;
  senderHost: string;
  slot: string;
  timeline: number;
  flushedLsn: string;
  lastMessageAt: string;
}

/** The end of a container's log, without passwords. */
export interface LastWords {
  container: string;
  /** Of the run before this one. */
  previous: boolean;
  lines: string[];
}
