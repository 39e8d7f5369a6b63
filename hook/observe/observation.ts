/**
 * What was seen in one look at a cluster, as plain JSON: recorded on one machine, judged on another. Facts only, no
 * verdicts. LSNs are strings as Postgres writes them ("0/3000148"), times are ISO 8601, counts are numbers.
 */
import type { ApplySeen, Dcs, EndpointSeen, Policies, ServiceSeen, StatefulSetSeen } from './seen-cluster.ts';
import type { Looked } from './looked.ts';
import type { Member } from './seen-member.ts';

export type * from './looked.ts';
export type * from './seen-cluster.ts';
export type * from './seen-member.ts';

export interface Observation {
  format: 1;
  /** When the look began. */
  at: string;
  namespace: string;
  /** Name of the StatefulSet, which is Patroni's scope too. */
  name: string;
  release: string;
  /** How long the same streams have to be seen, in seconds. */
  windowSeconds: number;
  /** The apply Job that the StatefulSet named when the looking began. */
  firstApplyJob: string;
  statefulSet: Looked<StatefulSetSeen | null>;
  /** When the passwords were written last, ISO 8601 or ''; apply alone looks. */
  secretChangedAt?: string;
  /** One per ordinal that the StatefulSet asks for. */
  members: Member[];
  dcs: Dcs;
  services: Record<'primary' | 'replicas' | 'members', Looked<ServiceSeen | null>>;
  /** Addresses behind the primary Service. */
  primaryEndpoints: Looked<EndpointSeen[]>;
  policies: Looked<Policies>;
  apply: ApplySeen;
  /** The first round that the streams have been standing since, and the last one; the same one at first. */
  rounds: { first: Round | null; last: Round | null };
}

/** One proof of streaming: a message emitted on the primary, and who had received it over which stream. */
export interface Round {
  at: string;
  primary: string;
  probeLsn: string;
  streams: StreamSeen[];
}

export interface StreamSeen {
  member: string;
  upstream: string;
  pid: number;
  startedAt: string;
  replyAt: string;
  received: boolean;
  applied: boolean;
}
