import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation, StatefulSetSeen } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { isAtWork } from './roll.ts';
import { podsAreKnown } from './known.ts';
import { listed, pods, statefulSet } from './view.ts';

export const revision: Check = {
  title: 'every member is of the revision asked for',
  codes: ['PHA0501', 'PHA0502', 'PHA0503', 'PHA0504', 'PHA0505'],
  known: podsAreKnown,
  judge: (observation) => {
    const seen = statefulSet(observation);
    if (seen === null) return [];
    const { applyJob: now, generation, observedGeneration } = seen;
    const { firstApplyJob: before, release, namespace } = observation;
    if (before !== now) return [finding('PHA0503', { now, before, release, namespace })];
    if (observedGeneration < generation) {
      return [finding('PHA0504', {}, [`generation ${generation}, observed ${observedGeneration}`])];
    }
    return judgeRoll(observation, seen);
  },
  note: (observation) => statefulSet(observation)?.updateRevision ?? '',
};

function judgeRoll(observation: Observation, { updateRevision, applyJob }: StatefulSetSeen): Finding[] {
  const old = pods(observation).filter(({ pod }) => pod.revision !== updateRevision);
  const names = listed(old.map(({ member }) => member.name));
  const members = `${names} ${old.length === 1 ? 'is' : 'are'}`;
  const { release, namespace } = observation;
  const of = { job: applyJob === '' ? '(none)' : applyJob, members, release, namespace };
  const facts = old.map(
    ({ member, pod }) => `${member.name} is of ${pod.revision}, asked is ${updateRevision}`,
  );
  const seen = [...wordsOf(observation, applyJob), ...facts];
  if (isAtWork(observation)) return old.length === 0 ? [] : [finding('PHA0502', of, seen)];
  if (old.length > 0) return [finding('PHA0501', of, seen)];
  return seenIn(observation.apply.job)?.failed === true ? [finding('PHA0505', of, seen)] : [];
}

/** What `apply` said last, on its Lease or through its Job. */
function wordsOf({ apply }: Observation, applyJob: string): string[] {
  const job = seenIn(apply.job);
  const lease = seenIn(apply.lease);
  const result = lease?.result?.job === applyJob ? lease.result.sentence : undefined;
  // Of a Job that left a result, Kubernetes knows only that it failed.
  const words = [result ?? job?.because, lease?.progress].filter((text) => text !== undefined && text !== '');
  return words.map((text) => `apply says: ${text ?? ''}`);
}
