/** How each member stands in a roll: pure, from one observation. */
import { podOf, postgresOf, runs, statefulSet } from '../checks/view.ts';
import { seenIn } from '../observe/look.ts';
import type { Looked, Member, Observation, PodSeen } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';

/**
 * - `coming`: its pod is being replaced or made
 * - `old`: of another revision or started with another Secret, its Postgres runs
 * - `dead`: of another revision, its Postgres does not run
 * - `new`: of the revision asked for, not proven
 * - `proven`: of the revision asked for, leads or has received what the leader wrote, has every parameter that was asked for,
 *   and is Ready: a Service leads to it
 */
export type Standing = 'coming' | 'old' | 'dead' | 'new' | 'proven';

/** The member that the DCS says leads, or '' when nobody does. */
export function leaderOf({ dcs }: Observation): string {
  return seenIn(dcs.leader)?.leader ?? '';
}

/** `istio.mode` that apply wrote down when all members had it, or ''. */
export function reachedMode({ apply }: Observation): string {
  return seenIn(apply.lease)?.mode ?? '';
}

/** Whether the cluster was ever initialized; one that was not has no data to lose. */
export function isInitialized({ dcs }: Observation): boolean {
  const config = seenIn(dcs.config);
  return config !== null && config.initialize !== null && config.initialize !== '';
}

export function standingOf(observation: Observation, member: Member): Standing {
  const pod = podOf(member);
  if (pod === null || pod.terminating) return 'coming';
  if (pod.revision === statefulSet(observation)?.updateRevision && !hasOldPasswords(observation, pod)) {
    return pod.ready && streams(observation, member) && hasParameters(member) ? 'proven' : 'new';
  }
  return isDead(member, leaderOf(observation) === member.name) ? 'dead' : 'old';
}

/** Whether it was started before the Secret was written last: an environment does not follow. */
export function hasOldPasswords({ secretChangedAt = '' }: Observation, pod: PodSeen): boolean {
  const startedAt = pod.containers.find(({ name }) => name === 'patroni')?.startedAt ?? '';
  // Made before and started after is a pod that waited for its Secret. The node's own clock alone would not do.
  return startedAt !== '' && pod.createdAt < secretChangedAt && startedAt < secretChangedAt;
}

/** Leads, or the last message of the leader came over its stream and was applied. */
export function streams(observation: Observation, member: Member): boolean {
  const primary = primaryOf(observation);
  if (primary?.name === member.name) return leaderOf(observation) === member.name;
  const stream = observation.rounds.last?.streams.find((one) => one.member === member.name);
  return stream?.received === true && stream.applied;
}

function hasParameters(member: Member): boolean {
  return (postgresOf(member)?.leftOut ?? []).length === 0;
}

/** Nothing listens is an answer of the member's own kernel; "could not look" is none. */
function isSilent(looked: Looked<unknown> | null): boolean {
  return looked === null || ('unseen' in looked && looked.unseen.because.includes('connection refused'));
}

/** Whoever holds the leader key may be recovering from a crash: it is dead only when its Patroni does not run either. */
function isDead(member: Member, leads: boolean): boolean {
  const pod = podOf(member);
  if (pod === null || !runs(pod)) return true;
  if (postgresOf(member) !== null || !isSilent(member.postgres)) return false;
  const patroni = seenIn(member.patroni);
  return patroni === null ? isSilent(member.patroni) : !leads && patroni.state !== 'running';
}

/** Every Postgres that runs was asked, and none takes writes: nobody can lose what nobody writes. */
export function nobodyWrites({ members }: Observation): boolean {
  return members.every((member) => {
    const pod = podOf(member);
    return pod === null || !runs(pod) || postgresOf(member)?.inRecovery === true || isDead(member, false);
  });
}

/** Replicas of the new revision that may take over, the best first: synchronous standbys, then by name. */
export function candidates(observation: Observation): Member[] {
  const synchronous = (seenIn(observation.dcs.sync)?.['sync_standby'] ?? '').split(',');
  const rank = ({ name }: Member): number => (synchronous.includes(name) ? 0 : 1);
  const leader = leaderOf(observation);
  return observation.members
    .filter((member) => member.name !== leader && standingOf(observation, member) === 'proven')
    .filter((member) => seenIn(member.patroni)?.tags['nofailover'] !== true)
    .sort((one, other) => rank(one) - rank(other));
}
