import { type Finding, finding } from '../findings.ts';
import type { Observation, PeerAuthenticationSeen } from '../observe/observation.ts';
import { seenIn } from '../observe/look.ts';
import type { Check } from './check.ts';
import { modeOf, policyOf, rulesFor, switchesOff } from './rules.ts';
import { listed, pods } from './view.ts';

/** Row c of what was measured: the server's side switched off, while the clients' side cannot know. */
export const policies: Check = {
  title: 'no policy cuts replication',
  codes: ['PHA0103'],
  known: ({ policies: asked, services }) => 'seen' in asked && 'seen' in services.members,
  judge: (observation) => {
    const members = pods(observation).filter(({ member }) => intercepted(member.proxy));
    const cut = members.flatMap(({ member, pod }) => {
      const policy = policyOf(observation, pod);
      return policy !== undefined && modeOf(policy) === 'DISABLE' ? [{ member: member.name, policy }] : [];
    });
    const alsoClients = rulesFor(observation).some(({ rule }) => switchesOff(rule));
    return alsoClients || seenIn(observation.services.members) === null
      ? []
      : [...new Set(cut.map(({ policy }) => policy))].map((policy) => toFinding(observation, policy, cut));
  },
};

type Proxy = Observation['members'][number]['proxy'];

function intercepted(proxy: Proxy): boolean {
  const seen = seenIn(proxy);
  return seen !== null && seen.kind !== 'none' && !seen.excludedInboundPorts.includes(5432);
}

function toFinding(
  observation: Observation,
  policy: PeerAuthenticationSeen,
  cut: { member: string; policy: PeerAuthenticationSeen }[],
): Finding {
  const members = listed(cut.filter((c) => c.policy === policy).map(({ member }) => member));
  const seen = [
    ...streamsOf(observation),
    `portLevelMtls 5432 is ${modeOf(policy)}, created ${policy.createdAt}`,
  ];
  const { name, namespace } = policy;
  return finding('PHA0103', { policy: `${namespace}/${name}`, name, namespace, members }, seen);
}

function streamsOf({ rounds, members }: Observation): string[] {
  if (rounds.last === null) return [];
  const { primary, streams } = rounds.last;
  const stands = (name: string) => streams.some((stream) => stream.member === name && stream.received);
  const replicas = members.map(({ name }) => name).filter((name) => name !== primary);
  return replicas.map((name) =>
    stands(name)
      ? `${name} still streams from ${primary}, and will not after its next connect`
      : `${name} does not stream from ${primary}`,
  );
}
