import { type Finding, isBlind } from '../findings.ts';
import type { Observation } from '../observe/observation.ts';
import { rootCauses } from './causes.ts';
import type { Check } from './check.ts';
import { checks } from './index.ts';
import { isAtWork } from './roll.ts';
import { memberNamed, podOf, statefulSet } from './view.ts';

export interface Judgement {
  /** "blind": nothing speaks against it, but not everything could be looked at. */
  verdict: 'healthy' | 'unhealthy' | 'blind';
  results: Result[];
  /** Root causes, the most telling first. */
  findings: Finding[];
}

export interface Result {
  title: string;
  /** A truth that does not hold because of something else that is found is left open. */
  state: 'ok' | 'fail' | 'open';
  note: string;
  codes: string[];
}

/** Pure: the same observation always gets the same judgement. */
export function judge(observation: Observation): Judgement {
  const judged = checks.map((check) => ({ check, found: check.judge(observation) }));
  const all = unique(judged.flatMap(({ found }) => found)).map((f) => soften(observation, f));
  const findings = ordered(rootCauses(all));
  const results = judged.map(({ check, found }) => toResult({ check, found, findings, observation }));
  return { verdict: verdictOf(findings, results), results, findings };
}

/** Two checks may see the same from two sides. */
function unique(findings: Finding[]): Finding[] {
  return findings.filter(
    ({ code, member }, at) => findings.findIndex((f) => f.code === code && f.member === member) === at,
  );
}

/** What is wrong with a pod that the roll is about to replace, the roll can heal. */
function soften(observation: Observation, found: Finding): Finding {
  const member = found.member === undefined ? null : memberNamed(observation, found.member);
  const pod = member === null ? null : podOf(member);
  const isOld = pod !== null && pod.revision !== statefulSet(observation)?.updateRevision;
  return isOld && isAtWork(observation) ? { ...found, heals: true } : found;
}

/** What cannot heal comes first; then the order of the checks. */
function ordered(findings: Finding[]): Finding[] {
  return [...findings.filter(({ heals }) => !heals), ...findings.filter(({ heals }) => heals)];
}

/** Healthy is only what has been seen to be: a truth that is left open is none. */
function verdictOf(findings: Finding[], results: Result[]): Judgement['verdict'] {
  if (findings.length === 0 && results.every(({ state }) => state === 'ok')) return 'healthy';
  return findings.every(isBlind) ? 'blind' : 'unhealthy';
}

function toResult(of: {
  check: Check;
  found: Finding[];
  findings: Finding[];
  observation: Observation;
}): Result {
  const { check, found, findings, observation } = of;
  const { title } = check;
  const known = check.known?.(observation) ?? true;
  if (found.length === 0 && known)
    return { title, state: 'ok', note: check.note?.(observation) ?? '', codes: [] };
  const shown = found.map(({ code }) => code).filter((code) => findings.some((f) => f.code === code));
  return { title, state: shown.length > 0 ? 'fail' : 'open', note: '', codes: [...new Set(shown)] };
}
