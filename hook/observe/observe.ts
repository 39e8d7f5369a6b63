import type { Deadline } from '../kube/deadline.ts';
import { readApply } from './apply-state.ts';
import { readDcs } from './dcs.ts';
import { readEvents } from './events.ts';
import { seenIn } from './look.ts';
import type { Looked } from './looked.ts';
import { readMember } from './member.ts';
import type { Member, Observation, Policies, StatefulSetSeen } from './observation.ts';
import { readPolicies } from './policies.ts';
import { Probe } from './probe.ts';
import { roundsOf } from './rounds.ts';
import { readEndpoints, readServices } from './services.ts';
import { readStatefulSet } from './statefulset.ts';
import type { Look, Target } from './target.ts';

/** One look has this long, whatever happens. */
const lookMs = 12_000;

export const noRounds: Observation['rounds'] = { first: null, last: null };

/** The one input of every judgement. It does not throw: what it could not see, the observation says. */
export async function observe(
  target: Target,
  deadline: Deadline,
  before: Observation['rounds'] = noRounds,
): Promise<Observation> {
  const at = new Date().toISOString();
  const look: Look = { ...target, deadline: deadline.within(lookMs) };
  const { namespace, name, release, windowSeconds } = target;
  const statefulSet = await readStatefulSet(look);
  const seen = seenIn(statefulSet);
  const [members, dcs, services, primaryEndpoints, policies, apply] = await Promise.all([
    readMembers(look, seen),
    readDcs(look),
    readServices(look),
    readEndpoints(look),
    policiesOf(look, seen),
    readApply(look, seen?.applyJob ?? ''),
  ]);
  if (seen !== null && members.some(isMissing)) seen.events = await readEvents(look, name);
  const head = { format: 1, at, namespace, name, release, windowSeconds } as const;
  const rest = { statefulSet, members, dcs, services, primaryEndpoints, policies, apply };
  return { ...head, ...rest, rounds: roundsOf({ ...head, ...rest }, before) };
}

async function readMembers(look: Look, statefulSet: StatefulSetSeen | null): Promise<Member[]> {
  const count = statefulSet?.replicas ?? 0;
  const probe = new Probe(count);
  const names = Array.from({ length: count }, (_, ordinal) => `${look.name}-${ordinal}`);
  return Promise.all(names.map((name) => readMember(look, name, probe)));
}

/** Where the members have no proxy, Istio's policies say nothing about them, and nobody grants the right to read them. */
async function policiesOf(look: Look, statefulSet: StatefulSetSeen | null): Promise<Looked<Policies>> {
  const meshed = statefulSet !== null && statefulSet.mode !== 'disabled';
  return meshed ? readPolicies(look) : { seen: { peerAuthentications: [], destinationRules: [] } };
}

function isMissing({ pod }: Member): boolean {
  return 'seen' in pod && pod.seen === null;
}
