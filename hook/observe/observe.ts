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
import { readStatefulSet, secretName } from './statefulset.ts';
import type { Look, Target } from './target.ts';

/** One look has this long, whatever happens. */
const lookMs = 12_000;

/**
 * The one input of every judgement. It does not throw: what it could not see, the observation says. The look before this
 * one tells since when the streams have been standing.
 */
export async function observe(
  target: Target,
  deadline: Deadline,
  before?: Observation,
): Promise<Observation> {
  const at = new Date().toISOString();
  const bounds = deadline.within(lookMs);
  const { namespace, name, release, windowSeconds } = target;
  const statefulSet = await readStatefulSet({ ...target, deadline: bounds });
  const seen = seenIn(statefulSet);
  const look: Look = {
    ...target,
    deadline: bounds,
    login: await target.login(secretName(seen, name), bounds),
  };
  const parts = await readAround(look, seen);
  if (seen !== null && parts.members.some(isMissing)) seen.events = await readEvents(look, name);
  const firstApplyJob =
    [before?.firstApplyJob, seen?.applyJob].find((job) => job !== undefined && job !== '') ?? '';
  const rest = {
    format: 1,
    at,
    namespace,
    name,
    release,
    windowSeconds,
    firstApplyJob,
    statefulSet,
    ...parts,
  } as const;
  return { ...rest, rounds: roundsOf(rest, before?.rounds.first ?? null) };
}

async function readAround(look: Look, statefulSet: StatefulSetSeen | null) {
  const [members, dcs, services, primaryEndpoints, policies, apply] = await Promise.all([
    readMembers(look, statefulSet),
    readDcs(look),
    readServices(look),
    readEndpoints(look),
    policiesOf(look, statefulSet),
    readApply(look, statefulSet?.applyJob ?? ''),
  ]);
  return { members, dcs, services, primaryEndpoints, policies, apply };
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
