import { type Finding, finding } from '../findings.ts';
import type { Member, Observation, PodSeen } from '../observe/observation.ts';
import { seenIn } from '../observe/look.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { leaderName } from './names.ts';
import { pods } from './view.ts';

export const scheduling: Check = {
  title: 'every member has a node and a volume',
  codes: ['PHA0202', 'PHA0203', 'PHA0208', 'PHA0212'],
  known: podsAreKnown,
  judge: (observation) =>
    pods(observation).flatMap(
      ({ member, pod }) =>
        noRoom(observation, member, pod) ??
        unbound(member) ??
        unplaced(observation, member, pod) ??
        unmounted(member, pod),
    ),
};

/** What the scheduler says where the volume is what it waits for. */
const ofVolume = /persistentvolumeclaim|storageclass|volume/i;

/** A class that binds with its first consumer leaves the claim pending because the pod is not placed, not the other way round. */
function noRoom(observation: Observation, member: Member, pod: PodSeen): Finding[] | null {
  const scheduled = pod.conditions.find(({ type }) => type === 'PodScheduled');
  return ofVolume.test(scheduled?.message ?? '') ? null : unplaced(observation, member, pod);
}

/** Before the pod, because an unbound volume is why it is not placed. */
function unbound(member: Member): Finding[] | null {
  const volume = seenIn(member.volume);
  if (member.volume === null || 'unseen' in member.volume || volume?.phase === 'Bound') return null;
  const claim = `data-${member.name}`;
  const said = member.events
    .filter(({ kind }) => kind !== 'Pod' || volume === null)
    .map(({ reason, message }) => `${reason}: ${message}`);
  const seen =
    volume === null
      ? `there is no PersistentVolumeClaim ${claim}`
      : `PersistentVolumeClaim ${claim} is ${volume.phase}`;
  const storageClass = volume?.storageClass ?? '';
  return [finding('PHA0203', { member: member.name, claim, storageClass }, [seen, ...said.slice(-1)])];
}

/** The scheduler's words for a rule of the pod itself, and for one of a pod that is there. */
const apart = /anti-affinity rules/;

function unplaced(observation: Observation, member: Member, pod: PodSeen): Finding[] | null {
  const scheduled = pod.conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status !== 'False') return null;
  const seen = [scheduled.message];
  if (!apart.test(scheduled.message)) return [finding('PHA0202', { member: member.name }, seen)];
  const { namespace } = observation;
  return [finding('PHA0212', { member: member.name, namespace, leader: leaderName(observation) }, seen)];
}

function unmounted(member: Member, pod: PodSeen): Finding[] {
  const since = pod.createdAt;
  const event = member.events
    .filter(({ reason, at }) => /^Failed(Mount|AttachVolume)$/.test(reason) && at >= since)
    .at(-1);
  const waits = pod.containers.some(
    ({ reason }) => reason === 'ContainerCreating' || reason === 'PodInitializing',
  );
  return event === undefined || !waits ? [] : [finding('PHA0208', { member: member.name }, [event.message])];
}
