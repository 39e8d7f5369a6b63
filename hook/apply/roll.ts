/** One run of apply: what it has done so far, and how it ends. */
import { judge } from '../checks/judge.ts';
import { statefulSet } from '../checks/view.ts';
import { type Finding, isBlind } from '../findings.ts';
import type { Deadline } from '../kube/deadline.ts';
import { messageOf } from '../kube/errors.ts';
import { observe } from '../observe/observe.ts';
import type { Observation, StatefulSetSeen } from '../observe/observation.ts';
import type { Target } from '../observe/target.ts';
import { escape } from '../report/escape.ts';
import { reason } from '../report/sentence.ts';
import { findingText } from '../report/text.ts';
import type { ApplyLease } from './lease.ts';
import { own } from './own.ts';
import { planOf, wordsFor, type Step } from './plan.ts';
import { leaderOf } from './standing.ts';
import { carryOut, type Hands } from './steps.ts';

export interface Ending {
  how: 'done' | 'superseded' | 'stopped' | 'interrupted';
  /** Stands alone, as the last line of the log. */
  sentence: string;
}

export interface RollOptions {
  target: Target;
  job: string;
  lease: ApplyLease;
  deadline: Deadline;
  secrets: (secret: string) => Pick<Hands, 'superuser' | 'restApi'>;
}

const pauseMs = 1_000;
/** How long a cause that cannot heal has to stand before the roll stops for it. */
const settleMs = 15_000;
const mostTries = 3;
/** Helm updates the StatefulSet before it creates the Job; another order would need as long as this. */
const graceMs = 10_000;

export class Roll {
  readonly #options: RollOptions;
  readonly #restarted = new Set<string>();
  readonly #begun = Date.now();
  #said = '';
  #tries = 0;
  #standing: { key: string; since: number } | undefined;
  #last: Observation | undefined;
  holdsLease = false;

  constructor(options: RollOptions) {
    this.#options = options;
  }

  async run(): Promise<Ending> {
    const { deadline, target } = this.#options;
    for (;;) {
      const observation = await observe(target, deadline, this.#last);
      if (deadline.signal.aborted)
        return { how: 'interrupted', sentence: `stopped by a signal; ${this.#soFar()}` };
      this.#last = observation;
      const ending = await this.#turn(observation);
      if (ending !== null) return ending;
      if (deadline.over) return this.#stop(this.#reasonNow(observation));
      await deadline.sleep(pauseMs);
    }
  }

  /** One look's worth of work; null to look again. */
  async #turn(observation: Observation): Promise<Ending | null> {
    const seen = statefulSet(observation);
    if (seen === null) return this.#waitFor('the StatefulSet to be readable');
    if (!(await this.#isMine(seen))) return this.#superseded(seen);
    if (seen.observedGeneration < seen.generation)
      return this.#waitFor('the StatefulSet controller to see this revision');
    const [step] = planOf(observation, this.#restarted);
    if (step === undefined)
      return { how: 'done', sentence: `every member is of the revision asked for; ${this.#soFar()}` };
    if (!(await this.#hasLease())) return null;
    return step.do === 'prove' || step.do === 'wait' ? this.#watch(observation, step) : this.#do(step, seen);
  }

  async #isMine(seen: StatefulSetSeen): Promise<boolean> {
    const { job, target, deadline } = this.#options;
    if (seen.applyJob !== job) return false;
    await own(target, { job, uid: seen.uid }, deadline);
    return true;
  }

  #superseded({ applyJob }: StatefulSetSeen): Ending | null {
    if (this.#last !== undefined && Date.now() - this.#begun < graceMs && !this.holdsLease) {
      return this.#waitFor(`the StatefulSet to name this Job instead of ${applyJob}`);
    }
    return { how: 'superseded', sentence: `superseded by ${escape(applyJob)}; ${this.#soFar()}` };
  }

  async #hasLease(): Promise<boolean> {
    if (this.holdsLease) return true;
    const taken = await this.#options.lease.take(this.#options.deadline);
    if (taken === null) this.holdsLease = true;
    else this.#say(`waiting for ${taken.by}, which is at work`);
    return this.holdsLease;
  }

  /** Waits for a proof; a cause that waiting cannot heal ends the roll once it has stood. */
  #watch(observation: Observation, step: Step): Ending | null {
    const [cause] = causes(observation).filter(({ heals }) => !heals);
    this.#say(cause === undefined ? wordsFor(step) : `${wordsFor(step)}; ${reason(cause)}`);
    const key = cause === undefined ? '' : `${cause.code} ${cause.member ?? ''}`;
    if (this.#standing?.key !== key) this.#standing = { key, since: Date.now() };
    const hasStood = cause !== undefined && Date.now() - this.#standing.since >= settleMs;
    return hasStood ? this.#stop(reason(cause), cause) : null;
  }

  async #do(step: Step, seen: StatefulSetSeen): Promise<Ending | null> {
    const { target, deadline, lease, secrets } = this.#options;
    this.#say(wordsFor(step));
    await lease.progress(wordsFor(step), deadline);
    const hands = { cluster: target.cluster, namespace: target.namespace, ...secrets(seen.secret) };
    try {
      const said = await carryOut(hands, step, deadline);
      if (said !== '') this.#say(escape(said));
      if (step.do === 'replace') this.#restarted.add(step.member);
      this.#tries = 0;
      return null;
    } catch (error) {
      this.#tries += 1;
      this.#say(escape(messageOf(error)));
      return this.#tries < mostTries ? null : this.#stop(escape(messageOf(error)));
    }
  }

  #stop(why: string, cause?: Finding): Ending {
    if (cause !== undefined) console.log(`\n${findingText(cause)}\n`);
    const leader = this.#last === undefined ? '' : leaderOf(this.#last);
    const serving = leader === '' || this.#restarted.has(leader) ? '' : `, and ${leader} serves on untouched`;
    const advice =
      'roll back now (helm rollback) or upgrade with mended values: a pod that dies meanwhile comes back on the new revision';
    return { how: 'stopped', sentence: `the roll stopped: ${why}; ${this.#soFar()}${serving}; ${advice}` };
  }

  #reasonNow(observation: Observation): string {
    const [cause] = causes(observation);
    if (cause !== undefined) return reason(cause);
    const [step] = planOf(observation, this.#restarted);
    return step === undefined ? 'the time was up' : `the time was up at: ${wordsFor(step)}`;
  }

  #soFar(): string {
    return this.#restarted.size === 0
      ? 'no pod was replaced'
      : `replaced: ${[...this.#restarted].join(', ')}`;
  }

  #waitFor(what: string): null {
    this.#say(`waiting for ${what}`);
    return null;
  }

  /** A line only when something changed. */
  #say(line: string): void {
    if (line !== this.#said) console.log(`  ${line}`);
    this.#said = line;
  }
}

/** What stands against the members, without what is said of this very roll or could not be looked at. */
function causes(observation: Observation): Finding[] {
  return judge(observation).findings.filter((found) => !found.code.startsWith('PHA05') && !isBlind(found));
}
