/** What a tired person asks first: does anybody serve, and how do we get back? */
import type { FindingCode } from '../findings.ts';
import { notOfRevision } from '../findings/causes.ts';
import { goBackOf } from '../findings/remedies.ts';
import { podOf, statefulSet } from '../checks/view.ts';
import type { Judgement } from '../checks/judge.ts';
import type { Observation } from '../observe/observation.ts';
import { primaryOf, writersOf } from '../observe/rounds.ts';

/** Who takes writes meanwhile, or ''. With two that do, or with one that could not be asked, that is not known. */
export function serving(observation: Observation): string {
  const writing = writersOf(observation);
  const [only] = writing;
  if (only !== undefined) return writing.length === 1 ? `${only.name} takes writes` : '';
  const allAsked = observation.members.every(({ postgres }) => postgres === null || 'seen' in postgres);
  return allAsked ? 'nobody takes writes' : '';
}

/** Remedies of a roll, which say it themselves, and what no revision of the release has made. */
const sayIt: FindingCode[] = ['PHA0501', 'PHA0502', 'PHA0503', ...notOfRevision];

/** The way back from a revision that has not reached the leader yet, or ''. */
export function wayBack(observation: Observation, { findings }: Judgement): string {
  const primary = primaryOf(observation);
  const pod = primary === null ? null : podOf(primary);
  const asked = statefulSet(observation)?.updateRevision;
  const isUntouched = pod !== null && pod.revision !== asked;
  if (!isUntouched || findings.some(({ code }) => sayIt.includes(code))) return '';
  const name = primary?.name ?? '';
  return `${name} is still of the revision before, and leads. The way back: ${goBackOf(observation)}.`;
}
