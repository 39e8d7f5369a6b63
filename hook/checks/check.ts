import type { Finding, FindingCode } from '../findings.ts';
import type { Observation } from '../observe/observation.ts';

/** A check is named by the truth it asserts; it looks at nothing but the observation. */
export interface Check {
  title: string;
  /** All that it can find: what is not listed here cannot come from it. */
  codes: readonly FindingCode[];
  judge(observation: Observation): Finding[];
  /** Whether the observation shows enough to say that the truth holds; left out where `judge` always can. */
  known?(observation: Observation): boolean;
  /** What is worth saying when the truth holds. */
  note?(observation: Observation): string;
}
