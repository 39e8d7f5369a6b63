/** How a run of apply ends, in one sentence that stands alone. */
import { type Finding, isBlind } from '../findings.ts';
import { notOfRevision } from '../findings/causes.ts';
import { goBackOf } from '../findings/remedies.ts';
import type { ApplyResult } from '../observe/observation.ts';
import { escape } from '../report/escape.ts';
import { reason } from '../report/sentence.ts';
import { findingText } from '../report/text.ts';

export interface Ending {
  how: 'done' | 'superseded' | 'stopped' | 'blind' | 'interrupted';
  sentence: string;
  /** What stopped it, where it is a finding. */
  finding?: Finding;
}

/** 2 is "could not look", as everywhere. */
export const exitCodes = {
  done: 0,
  superseded: 0,
  stopped: 1,
  blind: 2,
  interrupted: 2,
} as const satisfies Record<Ending['how'], number>;

/** What the Lease keeps; a run that a signal ended has no result, its Job may begin anew. */
export function resultOf({ how, sentence, finding }: Ending, job: string): ApplyResult | null {
  if (how === 'interrupted') return null;
  const outcome = how === 'blind' ? 'stopped' : how;
  return {
    job,
    outcome,
    sentence,
    ...(finding === undefined ? {} : { finding }),
    at: new Date().toISOString(),
  };
}

export interface State {
  /** Members that this run replaced. */
  restarted: ReadonlySet<string>;
  leader: string;
  /** Helm's name of it. */
  release: string;
  namespace: string;
}

/** With what the members wait for that no roll brings, in words. */
export function done(state: State, missing = ''): Ending {
  const words = [
    'every member is of the revision asked for',
    soFar(state),
    ...(missing === '' ? [] : [missing]),
  ];
  return { how: 'done', sentence: words.join('; ') };
}

/** Rolled, and yet not what was asked for: a pod that dies comes back right, so there is nothing to roll back. */
export function unfinished(left: Finding, state: State): Ending {
  console.log(`\n${findingText(left)}\n`);
  return { how: 'stopped', sentence: `${done(state).sentence}; but ${reason(left)}`, finding: left };
}

export function superseded(by: string, state: State): Ending {
  return { how: 'superseded', sentence: `superseded by ${escape(by)}; ${soFar(state)}` };
}

export function interrupted(state: State): Ending {
  return { how: 'interrupted', sentence: `stopped by a signal; ${soFar(state)}` };
}

/** With a finding, all of it is printed before. The advice holds whenever a member may still come back by itself. */
export function stopped(why: string | Finding, state: State): Ending {
  const { leader, restarted } = state;
  const isFinding = typeof why !== 'string';
  if (isFinding) console.log(`\n${findingText(why)}\n`);
  const serving = leader === '' || restarted.has(leader) ? '' : `, and ${leader} leads on untouched`;
  const because = isFinding ? reason(why) : escape(why);
  return {
    how: isFinding && isBlind(why) ? 'blind' : 'stopped',
    sentence: `the roll stopped: ${because}; ${soFar(state)}${serving}${advice(why, state)}`,
    ...(isFinding ? { finding: why } : {}),
  };
}

function advice(why: string | Finding, state: State): string {
  const isApart = typeof why !== 'string' && notOfRevision.includes(why.code);
  if (isApart && state.restarted.size === 0) return '';
  return `; roll back now: ${escape(goBackOf(state))}; or upgrade with mended values: a pod that dies meanwhile comes back on the new revision`;
}

function soFar({ restarted }: State): string {
  return restarted.size === 0 ? 'no pod was replaced' : `replaced: ${[...restarted].join(', ')}`;
}
