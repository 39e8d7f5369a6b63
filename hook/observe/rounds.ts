import { seenIn } from './look.ts';
import { reached } from './lsn.ts';
import type { Member, Observation, PostgresSeen, Round, SenderSeen, StreamSeen } from './observation.ts';

/** Patroni's rule: the tag when it names a member, else the primary. */
export function upstreamOf(member: Member, primary: string, members: Member[]): string {
  const tag = seenIn(member.patroni)?.tags['replicatefrom'];
  const named = members.some(({ name }) => name === tag);
  return typeof tag === 'string' && named && tag !== member.name ? tag : primary;
}

/** The walsender of a member on its upstream; by name, because behind a proxy every address is 127.0.0.6. */
export function senderOf(member: string, upstream: PostgresSeen | null): SenderSeen | null {
  const mine = upstream?.senders.filter((s) => s.applicationName === member) ?? [];
  return mine.find(({ state }) => state === 'streaming') ?? mine[0] ?? null;
}

/** Members that take writes, which should be one. */
export function writersOf({ members }: Pick<Observation, 'members'>): Member[] {
  return members.filter(({ postgres }) => seenIn(postgres)?.inRecovery === false);
}

/** The member that takes writes; with two of them, the one that holds the leader key. */
export function primaryOf(observation: Pick<Observation, 'members' | 'dcs'>): Member | null {
  const writing = writersOf(observation);
  const leader = seenIn(observation.dcs.leader)?.leader;
  return writing.find(({ name }) => name === leader) ?? writing[0] ?? null;
}

/** What this look proves, and since when the same streams prove it. */
export function roundsOf(
  observation: Omit<Observation, 'rounds'>,
  first: Round | null,
): Observation['rounds'] {
  const last = roundOf(observation);
  if (last === null) return { first: null, last: null };
  const same = first !== null && proves(last) && identity(first) === identity(last);
  return { first: same ? first : proves(last) ? last : null, last };
}

function roundOf({ at, members, dcs }: Omit<Observation, 'rounds'>): Round | null {
  const primary = primaryOf({ members, dcs });
  const probeLsn = seenIn(primary?.postgres ?? null)?.probeLsn ?? null;
  if (primary === null || probeLsn === null) return null;
  const replicas = members.filter(({ name }) => name !== primary.name);
  const streams = replicas.flatMap((member): StreamSeen[] => {
    const upstream = upstreamOf(member, primary.name, members);
    const sender = senderOf(
      member.name,
      seenIn(members.find(({ name }) => name === upstream)?.postgres ?? null),
    );
    return sender === null ? [] : [toStream({ member, upstream, sender, probeLsn })];
  });
  return { at, primary: primary.name, probeLsn, streams };
}

function toStream(of: {
  member: Member;
  upstream: string;
  sender: SenderSeen;
  probeLsn: string;
}): StreamSeen {
  const { member, upstream, sender, probeLsn } = of;
  const { pid, startedAt, replyAt, flushLsn, state } = sender;
  const received = state === 'streaming' && reached(flushLsn, probeLsn);
  const applied = reached(seenIn(member.postgres)?.lsn ?? '', probeLsn);
  return { member: member.name, upstream, pid, startedAt, replyAt, received, applied };
}

function proves(round: Round): boolean {
  return round.streams.every(({ received }) => received);
}

/** A stream that was opened anew is another stream. */
function identity({ primary, streams }: Round): string {
  const ids = streams.map(({ member, upstream, pid, startedAt }) => [member, upstream, pid, startedAt]);
  return JSON.stringify([primary, ids]);
}
