/** Why a member that the roll waits for does not come: the checks of verify, asked about this step. */
import { rootCauses } from '../checks/causes.ts';
import { checks } from '../checks/index.ts';
import { revision } from '../checks/revision.ts';
import { podOf, memberNamed, statefulSet } from '../checks/view.ts';
import { type Finding, isBlind } from '../findings.ts';
import type { Observation } from '../observe/observation.ts';
import type { Step } from './plan.ts';

/**
 * Root causes that concern the step, the most telling first. That members are of another revision is no cause here, and
 * what is wrong with those, the roll itself may mend.
 */
export function causesOf(observation: Observation, step: Step): Finding[] {
  const found = checks.filter((check) => check !== revision).flatMap((check) => check.judge(observation));
  const concerned = found.filter((one) => isBlind(one) || concerns(observation, step, one.member));
  const causes = rootCauses(concerned).filter(({ code }) => code !== 'PHA0409');
  return [...causes.filter(({ heals }) => !heals), ...causes.filter(({ heals }) => heals)];
}

function concerns(observation: Observation, step: Step, name: string | undefined): boolean {
  if (name === undefined) return true;
  if ('member' in step) return step.member === name;
  const member = memberNamed(observation, name);
  const pod = member === null ? null : podOf(member);
  return pod === null || pod.revision === statefulSet(observation)?.updateRevision;
}

/** Since when the same cause, one that waiting cannot heal, has been seen in every look. */
export class Patience {
  readonly #settleMs: number;
  #key = '';
  #since = 0;

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Whether it has stood for long enough; '' is none. */
  isOver(key: string, now: number): boolean {
    if (key !== this.#key) this.#since = now;
    this.#key = key;
    return key !== '' && now - this.#since >= this.#settleMs;
  }
}
