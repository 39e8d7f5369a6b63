/** What a run of apply has done and seen so far, which no single look can show. */
import type { Observation } from '../observe/observation.ts';
import type { Past, Step } from './plan.ts';
import { nobodyWrites } from './standing.ts';
import { Settling, streamsOf } from './streams.ts';

export class Memory {
  readonly #quietMs: number;
  readonly #restarted = new Set<string>();
  readonly #reopened = new Set<string>();
  #settling: Settling;
  #stale: ReadonlySet<string> | null = null;
  #stalledSince: number | undefined;

  /** `quietMs`: how long the proxies have to have stood still before a stream counts as older than their configuration. */
  constructor(quietMs: number) {
    this.#quietMs = quietMs;
    this.#settling = new Settling(quietMs);
  }

  get restarted(): ReadonlySet<string> {
    return this.#restarted;
  }

  /** With what this look adds to it. */
  past(observation: Observation): Past {
    const now = Date.now();
    this.#stalledSince = nobodyWrites(observation) ? (this.#stalledSince ?? now) : undefined;
    const stalledMs = this.#stalledSince === undefined ? 0 : now - this.#stalledSince;
    if (this.#settling.isOver(observation, now)) this.#stale ??= streamsOf(observation);
    return { restarted: this.#restarted, reopened: this.#reopened, stale: this.#stale, stalledMs };
  }

  remember(step: Step): void {
    if (step.do === 'replace') this.#restarted.add(step.member);
    if (step.do === 'reopen') this.#reopened.add(step.member);
    if (step.do !== 'drop') return;
    // What is on the path of every stream has changed once more.
    this.#settling = new Settling(this.#quietMs);
    this.#stale = null;
  }
}
