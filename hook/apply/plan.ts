/**
 * What is to be done to bring a running cluster to the revision that the release asks for: pure, printable, and made
 * anew from each look, so that carrying out its first step again and again is the whole roll.
 */
import { statefulSet } from '../checks/view.ts';
import type { Finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation, OwnPolicySeen } from '../observe/observation.ts';
import { deciders, type Row } from './deciders.ts';
import { listedPolicies } from './policies.ts';
import { standingOf } from './standing.ts';

export type Step =
  /** Delete the pod of a member; the StatefulSet makes it anew. With a checkpoint first where it takes writes. */
  | { do: 'replace'; member: string; uid: string; checkpoint: boolean; because: string }
  /** Look until the member leads or has received what the leader wrote. */
  | { do: 'prove'; member: string; because: string }
  /** Write a checkpoint, so that the hand-over is short, and hand the leader key to a replica that is proven. */
  | { do: 'switchover'; member: string; to: string; because: string }
  /** End a replica's walsender on its upstream: the replica connects anew, by the path as it is now. */
  | { do: 'reopen'; member: string; upstream: string; pid: number; because: string }
  /** Have Helm leave policies where they are when a later revision does not have them any more. */
  | { do: 'keep'; policies: OwnPolicySeen[]; because: string }
  /** Delete policies that this revision does not have any more. */
  | { do: 'drop'; policies: OwnPolicySeen[]; because: string }
  /** Nothing may be done now; `heals` says whether waiting can change that. */
  | { do: 'wait'; because: string; heals: boolean; finding?: Finding };

/** What one look cannot show. */
export interface Past {
  /** Members that were replaced by this run, which have to prove themselves. */
  restarted: ReadonlySet<string>;
  /** Members whose stream this run ended, which have to prove themselves as well. */
  reopened: ReadonlySet<string>;
  /** Streams that are older than what is on their path, by key; null until that is known. */
  stale: ReadonlySet<string> | null;
  /** For how long nobody has been taking writes, in milliseconds. */
  stalledMs: number;
}

export const noPast: Past = { restarted: new Set(), reopened: new Set(), stale: null, stalledMs: 0 };

/** A pod that could not be looked at is neither old nor new: nothing is decided before it is seen. */
function rowsOf(observation: Observation): Row[] | null {
  const { members } = observation;
  if (statefulSet(observation) === null || members.some(({ pod }) => 'unseen' in pod)) return null;
  return members.map((member) => ({
    member,
    standing: standingOf(observation, member),
    uid: seenIn(member.pod)?.uid ?? '',
  }));
}

/** The steps from here to the end; empty when nothing is left to do. The first is certain, the others a forecast. */
export function planOf(observation: Observation, past: Past): Step[] {
  const rows = rowsOf(observation);
  if (rows === null) return [{ do: 'wait', because: 'the members could not all be looked at', heals: true }];
  const [first = null, ...rest] = deciders
    .map((decide) => decide(rows, observation, past))
    .filter((steps) => steps !== null);
  if (first === null) return [];
  if (first[0]?.do === 'wait') return first;
  return [...first, ...rest.flat().filter((step) => step.do !== 'wait')];
}

/** A step in words. */
export function wordsFor(step: Step): string {
  if (step.do === 'wait') return `wait: ${step.because}`;
  if ('policies' in step) return `${step.do} ${listedPolicies(step.policies)}: ${step.because}`;
  if (step.do === 'reopen')
    return `reopen the stream of ${step.member} from ${step.upstream}: ${step.because}`;
  const to = step.do === 'switchover' ? ` to ${step.to}` : '';
  const first =
    step.do === 'switchover' || (step.do === 'replace' && step.checkpoint) ? 'checkpoint, then ' : '';
  return `${first}${step.do} ${step.member}${to}: ${step.because}`;
}
