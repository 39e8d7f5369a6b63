import { type Finding, finding, oneLine } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { ApplyResult, JobSeen, Observation, StatefulSetSeen } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { isAtWork } from './roll.ts';
import { podsAreKnown } from './known.ts';
import { listed, pods, statefulSet } from './view.ts';

export const revision: Check = {
  title: 'every member is of the revision asked for',
  codes: ['PHA0501', 'PHA0502', 'PHA0503', 'PHA0504', 'PHA0505', 'PHA0507'],
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
  if (isAtWork(observation)) return old.length === 0 ? another(observation) : [finding('PHA0502', of, seen)];
  if (old.length > 0) return [finding('PHA0501', of, seen)];
  return seenIn(observation.apply.job)?.failed === true ? [finding('PHA0505', of, seen)] : [];
}

/** A restart that no revision asks for: of members that started with another Secret. */
function another({ apply, release, namespace }: Observation): Finding[] {
  const progress = seenIn(apply.lease)?.progress ?? '';
  return progress === '' ? [] : [finding('PHA0507', { progress, release, namespace })];
}

/** What `apply` said last, on its Lease or through its Job, and what it does now. */
function wordsOf({ apply }: Observation, applyJob: string): string[] {
  const { result = null, progress = '' } = seenIn(apply.lease) ?? {};
  const last = result?.job === applyJob ? sayingOf(result) : unsaid(seenIn(apply.job));
  const now = progress === '' ? '' : `apply says: ${progress}`;
  return [last, now].filter((text) => text !== '');
}

/** The title says already that the roll stopped, and the remedy how to go back. */
function sayingOf({ finding: found, sentence }: ApplyResult): string {
  return `apply says: ${found === undefined ? sentence : oneLine(found)}`;
}

/** Of a Job that left no result, Kubernetes knows only that it failed. */
function unsaid(job: JobSeen | null): string {
  if (job === null || job.because === '') return '';
  return `the pod of ${job.name} was ended before it left a word: ${job.because}`;
}
