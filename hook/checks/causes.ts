import type { Finding } from '../findings.ts';
import { hides } from '../findings/causes.ts';

/** Symptoms are not shown beside their cause. */
export function rootCauses(findings: Finding[]): Finding[] {
  return findings.filter((symptom) => !findings.some((cause) => isCauseOf(cause, symptom)));
}

function isCauseOf(cause: Finding, symptom: Finding): boolean {
  if (hides[cause.code]?.includes(symptom.code) !== true) return false;
  return cause.member === undefined || symptom.member === undefined || cause.member === symptom.member;
}
