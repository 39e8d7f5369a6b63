import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { type Replica, replicasOf } from './replica.ts';
import { listed, memberNamed, said } from './view.ts';

/** What a client hears from a proxy that takes mTLS only, before the login. */
const closed = /connection to server .* (server closed the connection unexpectedly|Connection reset by peer)/;
/** Patroni's words when no candidate's REST API answers the leader. */
const unanswered = 'no good candidates have been found';

/**
 * A roll from one mode to another has members of both kinds, which reach each other only where the mesh takes plaintext too:
 * then nothing is found here.
 */
export const mixed: Check = {
  title: 'members of two modes reach each other',
  codes: ['PHA0106'],
  judge: (observation) => {
    const primary = primaryOf(observation);
    if (primary === null || !isMixed(observation)) return [];
    const replicas = replicasOf(observation, primary).flatMap((one) => ofReplica(observation, one));
    return replicas.length > 0 ? replicas : ofLeader(observation, primary);
  },
};

const has = (member: Member | null): boolean => (seenIn(member?.proxy ?? null)?.kind ?? 'none') !== 'none';

function isMixed({ members }: Observation): boolean {
  return members.some(has) && !members.every(has);
}

function ofReplica(observation: Observation, { member, receiver, upstream }: Replica): Finding[] {
  const cannot = !has(member) && has(memberNamed(observation, upstream));
  const words = cannot && receiver?.status !== 'streaming' ? said(member, closed, 2) : [];
  return words.length === 0 ? [] : [toFinding(observation, member.name, upstream, words)];
}

/** It asks every candidate before it hands over. */
function ofLeader(observation: Observation, leader: Member): Finding[] {
  const { apply, members } = observation;
  const words = seenIn(apply.lease)?.result?.sentence ?? '';
  if (has(leader) || !words.includes(unanswered)) return [];
  const others = listed(members.filter(has).map(({ name }) => name));
  return [toFinding(observation, leader.name, others, [`Patroni of ${leader.name} says: ${unanswered}`])];
}

function toFinding(observation: Observation, member: string, other: string, seen: string[]): Finding {
  const { release, namespace } = observation;
  return finding('PHA0106', { member, other, release, namespace }, seen);
}
