import { type Finding, finding } from '../findings.ts';
import type { Member, Observation, PostgresSeen, SenderSeen } from '../observe/observation.ts';
import { primaryOf, senderOf, upstreamOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { refusal } from './refusals.ts';
import { postgresIsKnown } from './known.ts';
import { memberNamed, podOf, postgresOf, replicas, said } from './view.ts';

const connection =
  /could not (connect|receive|send|start WAL)|replication terminated|invalid length of startup|could not translate host/;

export const streaming: Check = {
  title: 'every replica is streaming',
  codes: ['PHA0401', 'PHA0402', 'PHA0405', 'PHA0403', 'PHA0410'],
  known: postgresIsKnown,
  judge: (observation) => {
    const primary = primaryOf(observation);
    if (primary === null) return [];
    return replicas(observation).flatMap((of) => judgeOne(observation, primary, of));
  },
  note: ({ members }) =>
    members.length === 1
      ? 'one member, so there is nothing to stream'
      : `${members.length - 1} of ${members.length - 1}`,
};

interface Replica {
  member: Member;
  postgres: PostgresSeen;
}

function judgeOne(observation: Observation, primary: Member, { member, postgres }: Replica): Finding[] {
  const upstream = upstreamOf(member, primary.name, observation.members);
  const sender = senderOf(member.name, postgresOf(memberNamed(observation, upstream)));
  const { receiver } = postgres;
  const about = { member: member.name, upstream };
  const streams = receiver?.status === 'streaming';
  if (streams && !isFrom(observation, upstream, receiver.senderHost)) {
    return [finding('PHA0410', { ...about, has: receiver.senderHost })];
  }
  if (!streams || sender?.state !== 'streaming') {
    const seen = [receiverInWords(receiver), senderInWords(sender, upstream), ...said(member, connection, 2)];
    return [refusal(observation, member, upstream) ?? finding('PHA0402', about, seen)];
  }
  return otherTimeline(member.name, receiver.timeline, postgresOf(primary)?.timeline ?? null);
}

function otherTimeline(member: string, has: number, wanted: number | null): Finding[] {
  return wanted === null || has === wanted ? [] : [finding('PHA0403', { member, has, wanted })];
}

function receiverInWords(receiver: PostgresSeen['receiver']): string {
  return receiver === null
    ? 'it runs without a WAL receiver'
    : `its WAL receiver is in state ${receiver.status}`;
}

function senderInWords(sender: SenderSeen | null, upstream: string): string {
  return sender === null
    ? `${upstream} has no WAL sender for it`
    : `its WAL sender on ${upstream} is in state ${sender.state}`;
}

/** Members are addressed by pod IP or by their name in the headless Service. */
function isFrom(observation: Observation, upstream: string, host: string): boolean {
  const member = memberNamed(observation, upstream);
  const ip = member === null ? '' : podOf(member)?.ip;
  return host === ip || host === upstream || host.startsWith(`${upstream}.`);
}
