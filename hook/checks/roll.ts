import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';

/** Whether `apply` still works on what the release asks for. A Job that is gone has ended: the revisions decide. */
export function isAtWork({ apply, firstApplyJob }: Observation): boolean {
  if (apply.job === null) return false;
  const job = seenIn(apply.job);
  if (job !== null) return !job.complete && !job.failed;
  return seenIn(apply.lease)?.holder === firstApplyJob;
}
