import type { Judgement } from '../checks/judge.ts';
import { type Finding, oneLine } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import { escape } from './escape.ts';
import { serving } from './serving.ts';

/** The last line: it stands alone, in a folded log and as the container's termination message. */
export function sentence(observation: Observation, { verdict, findings, results }: Judgement): string {
  const release = `release ${escape(observation.release)}`;
  if (verdict === 'healthy') return `${release} is healthy: ${escape(health(observation))}`;
  const [first, ...others] = findings;
  const open = results.find(({ state }) => state === 'open')?.title ?? '';
  const why = first === undefined ? `it is not known whether ${open}` : reason(first);
  const more =
    others.length === 0 ? '' : `, and ${others.length} more finding${others.length === 1 ? '' : 's'}`;
  return verdict === 'blind'
    ? `could not look at ${release}: ${why}${more}`
    : `${release} is not healthy: ${why}${more}${meanwhile(observation)}`;
}

function meanwhile(observation: Observation): string {
  const words = serving(observation);
  return words === '' ? '' : `; ${escape(words)}`;
}

/** A finding in one line, for a terminal. */
export function reason(finding: Finding): string {
  return escape(oneLine(finding));
}

function health(observation: Observation): string {
  const replicas = observation.members.length - 1;
  const primary = primaryOf(observation);
  const timeline = seenIn(primary?.postgres ?? null)?.timeline ?? '?';
  const leads = `${primary?.name ?? ''} leads on timeline ${timeline}`;
  if (replicas === 0) return `${leads}, and with one member there is nothing to stream`;
  return `${leads}, ${replicas === 1 ? 'its replica streams' : `all ${replicas} replicas stream`}`;
}
