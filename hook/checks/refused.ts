import type { Finding, FindingCode } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { isAtWork } from './roll.ts';
import { pods, statefulSet } from './view.ts';

/** What apply alone can see: with the passwords of the Job, or of values that no object shows. */
const codes = ['PHA0515', 'PHA0516', 'PHA0518', 'PHA0519'] as const satisfies FindingCode[];

/** First of all, because what is wrong with the pods beside it is older, or follows from it. */
export const refused: Check = {
  title: 'apply refuses nothing that is asked for',
  codes,
  known: (observation) => observation.apply.job === null || statefulSet(observation) !== null,
  judge: (observation) => {
    const found = resultOf(observation);
    return found !== null && stands(observation) ? [found] : [];
  },
};

function resultOf({ apply, statefulSet: looked }: Observation): Finding | null {
  const { result = null } = seenIn(apply.lease) ?? {};
  const found = result?.finding;
  const isOfNow = result?.job === seenIn(looked)?.applyJob;
  return found !== undefined && isOfNow && codes.some((code) => code === found.code) ? found : null;
}

/** A roll that it stopped, or a Job that failed for it and is still there; later only a new look of apply could tell. */
function stands(observation: Observation): boolean {
  if (isAtWork(observation)) return false;
  const asked = statefulSet(observation)?.updateRevision;
  const hasOld = pods(observation).some(({ pod }) => pod.revision !== asked);
  return hasOld || seenIn(observation.apply.job)?.failed === true;
}
