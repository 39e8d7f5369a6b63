import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { leaves, type Meshed, meshed, oneSided } from './one-sided.ts';
import { askedOf, rulesFor, switchesOff } from './rules.ts';
import { listed } from './view.ts';

/** What goes around the proxies has to do so at both ends, and the clients' proxies, which cannot see that, have to be told. */
export const bypass: Check = {
  title: '5432 takes the same way at both ends',
  codes: ['PHA0108', 'PHA0109', 'PHA0110'],
  known: ({ policies, members }) =>
    'seen' in policies && members.every(({ proxy }) => seenIn(proxy) !== null),
  judge: (observation) => {
    const all = meshed(observation);
    const around = all.filter(({ proxy }) => leaves(proxy, 'Inbound'));
    return [...all.flatMap(oneSided), ...byService(observation, around), ...byName(observation, around)];
  },
};

/** Services with an address: clients' proxies heed a DestinationRule, or else the workload's PeerAuthentication, port by port. */
function byService(observation: Observation, around: Meshed[]): Finding[] {
  const { namespace, name } = observation;
  const untold = around.filter(({ pod }) => askedOf(observation, pod) !== 'DISABLE');
  if (untold.length === 0) return [];
  const members = listed(untold.map(({ member }) => member.name));
  return [name, `${name}-replicas`]
    .filter((service) => !rulesFor(observation, service).some(({ rule }) => switchesOff(rule)))
    .map((service) => finding('PHA0109', { members, service, namespace }));
}

/** Headless names: clients' proxies heed a DestinationRule alone; the members' own proxies have it, or have it not, too. */
function byName({ namespace, release, name }: Observation, around: Meshed[]): Finding[] {
  const wrong = around.filter(({ member }) => seenIn(member.traffic ?? null)?.outbound === 'mTLS');
  const [first] = wrong;
  if (first === undefined) return [];
  const rule = seenIn(first.member.traffic ?? null)?.rule ?? '';
  const decided = rule === '' ? 'no DestinationRule decides it' : `DestinationRule ${rule} decides it`;
  const members = listed(wrong.map(({ member }) => member.name));
  const seen = [`the proxy of ${first.member.name} speaks mTLS to 5432 of ${name}-members; ${decided}`];
  return [finding('PHA0110', { members, service: `${name}-members`, release, namespace }, seen)];
}
