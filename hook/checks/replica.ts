/** One replica beside the upstream that it has to stream from. */
import type { Member, Observation, PostgresSeen, SenderSeen } from '../observe/observation.ts';
import { senderOf, upstreamOf } from '../observe/rounds.ts';
import { memberNamed, podOf, postgresOf, replicas } from './view.ts';

export interface Replica {
  member: Member;
  receiver: PostgresSeen['receiver'];
  upstream: string;
  /** Its walsender on the upstream. */
  sender: SenderSeen | null;
}

export function replicasOf(observation: Observation, primary: Member): Replica[] {
  return replicas(observation).map(({ member, postgres: { receiver } }) => {
    const upstream = upstreamOf(member, primary.name, observation.members);
    const sender = senderOf(member.name, postgresOf(memberNamed(observation, upstream)));
    return { member, receiver, upstream, sender };
  });
}

/** Members are addressed by pod IP or by their name in the headless Service. */
export function isFrom(observation: Observation, upstream: string, host: string): boolean {
  const member = memberNamed(observation, upstream);
  const ip = member === null ? '' : podOf(member)?.ip;
  return host === ip || host === upstream || host.startsWith(`${upstream}.`);
}

/** The stream's two ends, each in a sentence. */
export function streamInWords({ receiver, sender, upstream }: Replica): string[] {
  const here =
    receiver === null ? 'it runs without a WAL receiver' : `its WAL receiver is in state ${receiver.status}`;
  const there =
    sender === null
      ? `${upstream} shows no WAL sender for it`
      : `its WAL sender on ${upstream} is in state ${sender.state}`;
  // What speaks against it first.
  return receiver?.status === 'streaming' ? [there, here] : [here, there];
}
