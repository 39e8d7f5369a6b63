import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation, PodSeen } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { modeOf, policyOf, traffics } from './rules.ts';
import { pods } from './view.ts';

/** What istiod made of the policies, read from each proxy: what it lets in is what the policy in force says. */
export const taken: Check = {
  title: 'every proxy lets in what its policy says',
  codes: ['PHA0112'],
  known: ({ policies }) => 'seen' in policies,
  judge: (observation) => pods(observation).flatMap(({ member, pod }) => ofMember(observation, member, pod)),
  note: (observation) => {
    const seen = traffics(observation);
    const modes = (ports: string[]): string =>
      [...new Set(ports.map((mode) => mode || 'not known'))].join(', ');
    return seen.length === 0
      ? 'no member has one'
      : `5432 ${modes(seen.map(({ inbound }) => inbound))}, 8008 ${modes(seen.map(({ restApi }) => restApi))}`;
  },
};

function ofMember(
  observation: Observation,
  { name: member, traffic, proxy }: Member,
  pod: PodSeen,
): Finding[] {
  const seen = seenIn(traffic ?? null);
  const policy = policyOf(observation, pod);
  if (seen === null || policy === undefined || seenIn(proxy)?.ready !== true) return [];
  const asked = modeOf(policy);
  if (['', asked].includes(seen.inbound) || asked === '') return [];
  const facts = [`its inbound chains for 5432 are those of ${seen.inbound}, since ${seen.changedAt}`];
  return [finding('PHA0112', { member, policy: policy.name, asked }, facts)];
}
