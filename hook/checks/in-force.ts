import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation, PeerAuthenticationSeen, PodSeen } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { effective, modeOf, policyOf } from './rules.ts';
import { listed, pods, statefulSet } from './view.ts';

/** Istio merges no PeerAuthentications: of those that select a pod the oldest is the only one, whoever wrote it. */
export const inForce: Check = {
  title: "the release's own policy is in force",
  codes: ['PHA0107'],
  known: ({ policies }) => 'seen' in policies,
  judge: displaced,
};

function all({ policies }: Observation): PeerAuthenticationSeen[] {
  return seenIn(policies)?.peerAuthentications ?? [];
}

interface Displaced {
  member: string;
  winner: PeerAuthenticationSeen;
  own: PeerAuthenticationSeen;
}

function displaced(observation: Observation): Finding[] {
  const { namespace, release } = observation;
  const found = pods(observation).flatMap(({ member, pod }) => displacedAt(observation, member.name, pod));
  return [...new Set(found.map(({ winner }) => winner))].flatMap((winner) => {
    const those = found.filter((one) => one.winner === winner);
    const members = listed(those.map(({ member }) => member));
    const { name: other } = winner;
    return those
      .slice(0, 1)
      .map(({ own }) =>
        finding('PHA0107', { other, own: own.name, members, namespace, release }, [
          inWords(winner),
          inWords(own),
        ]),
      );
  });
}

function inWords(policy: PeerAuthenticationSeen): string {
  return `${policy.name}: 5432 is ${modeOf(policy) || 'inherited'}, created ${policy.createdAt}`;
}

function displacedAt(observation: Observation, member: string, pod: PodSeen): Displaced[] {
  const asked = statefulSet(observation)?.policies ?? [];
  const isOwn = ({ name }: PeerAuthenticationSeen): boolean => asked.includes(`PeerAuthentication/${name}`);
  const own = effective(all(observation).filter(isOwn), pod);
  const winner = policyOf(observation, pod);
  if (own === undefined || winner === undefined) return [];
  return isOwn(winner) || modeOf(winner) === modeOf(own) ? [] : [{ member, winner, own }];
}
