import { setTimeout as sleep } from 'node:timers/promises';

/** Every wait has one: a moment after which nobody asks again, and a signal that ends the wait at once. */
export class Deadline {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly signal: AbortSignal;

  constructor(at: number, signal: AbortSignal = new AbortController().signal) {
    this.at = at;
    this.signal = signal;
  }

  static in(ms: number, signal?: AbortSignal): Deadline {
    return new Deadline(Date.now() + ms, signal);
  }

  /** The nearer of this deadline and one in `ms`. */
  within(ms: number): Deadline {
    return new Deadline(Math.min(this.at, Date.now() + ms), this.signal);
  }

  left(): number {
    return Math.max(0, this.at - Date.now());
  }

  get over(): boolean {
    return this.left() === 0 || this.signal.aborted;
  }

  /** Ends early, without a throw, when the deadline comes or the signal is given. */
  async sleep(ms: number): Promise<void> {
    const time = Math.min(ms, this.left());
    await sleep(time, undefined, { signal: this.signal }).catch(() => undefined);
  }
}
