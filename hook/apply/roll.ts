/** One run of apply: look, plan, carry out the first step, look again; until nothing is left to do, or it has to stop. */
import { statefulSet } from '../checks/view.ts';
import type { Finding } from '../findings.ts';
import { isKubeError, messageOf } from '../kube/errors.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation, StatefulSetSeen } from '../observe/observation.ts';
import { escape } from '../report/escape.ts';
import { causesOf, Patience } from './causes.ts';
import { done, interrupted, stopped, superseded, unfinished, type Ending, type State } from './ending.ts';
import { Memory } from './memory.ts';
import { planOf, wordsFor, type Step } from './plan.ts';
import type { RollOptions } from './roll-options.ts';
import { keyOf, Speaker } from './speaker.ts';
import { leaderOf, reachedMode } from './standing.ts';

/** The last word on the Lease is another's, and not true any more. */
const hasStopped = ({ apply }: Observation): boolean => seenIn(apply.lease)?.result?.outcome === 'stopped';

const unreadable: Step = { do: 'wait', because: 'the StatefulSet could not be read', heals: true };

export class Roll {
  readonly #options: RollOptions;
  readonly #memory: Memory;
  readonly #begun = Date.now();
  readonly #patience: Patience;
  readonly #speaker = new Speaker();
  #owned = false;
  #passed = false;
  #failingSince: number | undefined;
  #last: Observation | undefined;
  holdsLease = false;
  /** `istio.mode` that every member was brought to; '' before that. */
  reachedMode = '';

  constructor(options: RollOptions) {
    this.#options = options;
    this.#patience = new Patience(options.settleMs);
    this.#memory = new Memory(options.quietMs);
  }

  async run(): Promise<Ending> {
    const { deadline, look, pauseMs } = this.#options;
    for (;;) {
      const before = this.#last;
      const observation = await look(before);
      if (deadline.signal.aborted) return interrupted(this.#state());
      // A look that the deadline ran into has seen its own end, not the cluster: the one before it knows better.
      if (deadline.over) return this.#stop(before ?? observation);
      this.#last = observation;
      const ending = await this.#turn(observation);
      if (ending !== null) return ending;
      await deadline.sleep(pauseMs);
    }
  }

  /** One look's worth of work; null to look again. */
  async #turn(observation: Observation): Promise<Ending | null> {
    const { job } = this.#options;
    const seen = statefulSet(observation);
    if (seen === null) return this.#watch(observation, unreadable);
    if (seen.applyJob !== job) return this.#notMine(seen.applyJob);
    await this.#own(seen.uid);
    if (seen.observedGeneration < seen.generation)
      return this.#waitFor('the StatefulSet controller to see this revision');
    const [step] = planOf(observation, this.#memory.past(observation));
    if (step === undefined) return this.#finish(observation);
    if (!(await this.#mayWork(observation))) return null;
    if (step.do === 'prove' || step.do === 'wait') return this.#watch(observation, step);
    const refusal = await this.#refusal(observation);
    return refusal === null ? this.#do(step, seen) : stopped(refusal, this.#state());
  }

  /** Asked before the first member is touched; what is asked for does not change while this rolls. */
  async #refusal(observation: Observation): Promise<Finding | null> {
    if (this.#passed) return null;
    const refusal = await this.#options.refuses(observation);
    this.#passed = refusal === null;
    return refusal;
  }

  #notMine(other: string): Ending | null {
    const isNew = Date.now() - this.#begun < this.#options.graceMs && !this.#owned;
    if (isNew) return this.#waitFor(`the StatefulSet to name this Job instead of ${other}`);
    return superseded(other, this.#state());
  }

  /** Uninstall would only leave a finished Job behind without it: no reason to stop. */
  async #own(uid: string): Promise<void> {
    if (this.#owned) return;
    this.#owned = true;
    await this.#options.own(uid).catch((error: unknown) => this.#speaker.say(escape(messageOf(error))));
  }

  /** Where nothing is to be said, the Lease is not needed either. */
  async #finish(observation: Observation): Promise<Ending> {
    const { left, missing, lease, deadline } = this.#options;
    const found = await left(observation);
    this.reachedMode = statefulSet(observation)?.mode ?? '';
    const isNews = found !== null || hasStopped(observation) || reachedMode(observation) !== this.reachedMode;
    if (isNews) this.holdsLease ||= (await lease.take(deadline)) === null;
    if (found !== null) return unfinished(found, this.#state());
    return done(this.#state(), escape(await missing(observation)));
  }

  /** Whether the Lease is held, as this very look saw it. */
  async #mayWork({ apply }: Observation): Promise<boolean> {
    const { job, lease, deadline } = this.#options;
    if (this.holdsLease && seenIn(apply.lease)?.holder === job) return true;
    const taken = await lease.take(deadline);
    const held = this.holdsLease;
    this.holdsLease = taken === null;
    if (taken !== null) this.#speaker.say(`waiting for ${escape(taken.by)}, which is at work`);
    // The look from before it was taken may be older than the other's last step.
    return held && this.holdsLease;
  }

  /** Waits for a proof; what waiting cannot heal ends the roll once it has stood. */
  async #watch(observation: Observation, step: Step): Promise<Ending | null> {
    const [seen] = causesOf(observation, step);
    const cause = step.do === 'wait' ? (step.finding ?? seen) : seen;
    await this.#tell(step, cause);
    this.#failingSince = undefined;
    const isFinal = cause?.heals === false;
    const key = isFinal ? keyOf(cause) : step.do === 'wait' && !step.heals ? step.because : '';
    if (!this.#patience.isOver(key, Date.now())) return null;
    return stopped(isFinal ? cause : step.because, this.#state());
  }

  async #do(step: Step, seen: StatefulSetSeen): Promise<Ending | null> {
    await this.#tell(step);
    try {
      const said = await this.#options.carryOut(step, seen);
      if (said !== '') this.#speaker.say(escape(said));
      this.#memory.remember(step);
      this.#failingSince = undefined;
      return null;
    } catch (error) {
      if (!isKubeError(error)) throw error;
      return this.#failed(error.message);
    }
  }

  /** In the log, and on the Lease for whoever looks meanwhile. */
  async #tell(step: Step, cause?: Finding): Promise<void> {
    const { lease, deadline } = this.#options;
    const news = this.#speaker.tell(step, cause);
    if (news !== null && this.holdsLease) await lease.progress(news, deadline);
  }

  /** What went wrong may pass, and the next look may show that it worked all the same. */
  #failed(why: string): Ending | null {
    this.#failingSince ??= Date.now();
    this.#speaker.say(escape(why));
    const isOver = Date.now() - this.#failingSince >= this.#options.patienceMs;
    return isOver && !this.#options.deadline.signal.aborted ? stopped(why, this.#state()) : null;
  }

  /** The time is up: with the last real reason. */
  #stop(observation: Observation): Ending {
    const [step] = planOf(observation, this.#memory.past(observation));
    if (step === undefined) return done(this.#state());
    const [cause] = causesOf(observation, step);
    const why = step.do === 'wait' ? step.because : `the time was up at: ${wordsFor(step)}`;
    return stopped(cause ?? why, this.#state());
  }

  #state(): State {
    const leader = this.#last === undefined ? '' : leaderOf(this.#last);
    const { release, namespace } = this.#options;
    return { restarted: this.#memory.restarted, leader, release, namespace };
  }

  #waitFor(what: string): null {
    this.#speaker.say(`waiting for ${what}`);
    return null;
  }
}
