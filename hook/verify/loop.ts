import { isAtWork } from '../checks/roll.ts';
import { judge, type Judgement } from '../checks/judge.ts';
import type { Finding, FindingCode } from '../findings.ts';
import type { Deadline } from '../kube/deadline.ts';
import type { Observation } from '../observe/observation.ts';

export interface LoopOptions {
  look: (before?: Observation) => Promise<Observation>;
  deadline: Deadline;
  /** How long a cause that cannot heal has to stand before it is the verdict. */
  settleMs: number;
  /** The same for what only the caller can mend: a right that the account lacks, a name that is not there. */
  settleCallerMs: number;
  pauseMs: number;
  /** Each look, as it comes. */
  tell?: (seen: Seen) => void;
}

const callers: FindingCode[] = ['PHA0901', 'PHA0906'];

export interface Seen {
  observation: Observation;
  judgement: Judgement;
}

export interface Outcome extends Seen {
  ended: 'healthy' | 'settled' | 'deadline' | 'stopped';
}

/** Look, judge, wait; until it is healthy, or cannot become so, or the time is up. */
export async function loop(options: LoopOptions): Promise<Outcome> {
  const { look, deadline, tell } = options;
  const standing = new Standing(options);
  let last: Seen | undefined;
  for (;;) {
    const observation = await look(last?.observation);
    const seen: Seen = { observation, judgement: judge(observation) };
    const ended = endOf(seen, { deadline, settled: standing.settled(seen) });
    if (cutShort(ended) && last !== undefined) return { ...last, ended };
    tell?.(seen);
    if (ended !== null) return { ...seen, ended };
    last = seen;
    await deadline.sleep(pauseFor(observation, options.pauseMs));
  }
}

function endOf({ judgement }: Seen, at: { deadline: Deadline; settled: boolean }): Outcome['ended'] | null {
  if (judgement.verdict === 'healthy') return 'healthy';
  if (at.deadline.signal.aborted) return 'stopped';
  if (at.settled) return 'settled';
  return at.deadline.over ? 'deadline' : null;
}

/** A look that the deadline ran into has seen its own end, not the cluster: the one before it knows better. */
function cutShort(ended: Outcome['ended'] | null): ended is 'deadline' | 'stopped' {
  return ended === 'deadline' || ended === 'stopped';
}

/** Never past the end of the window. */
function pauseFor({ rounds: { first }, windowSeconds }: Observation, pauseMs: number): number {
  if (first === null) return pauseMs;
  const windowLeft = Date.parse(first.at) + windowSeconds * 1000 - Date.now();
  return windowLeft > 0 ? Math.min(pauseMs, windowLeft) : pauseMs;
}

/**
 * Since when the same finding has been there in every look. A roll that is at work stops for the same cause: its end is waited
 * for, because to go back is another advice than to wait.
 */
class Standing {
  readonly #options: Pick<LoopOptions, 'settleMs' | 'settleCallerMs'>;
  #since = new Map<string, number>();

  constructor(options: Pick<LoopOptions, 'settleMs' | 'settleCallerMs'>) {
    this.#options = options;
  }

  settled({ observation, judgement }: Seen): boolean {
    const now = Date.parse(observation.at);
    const final = judgement.findings.filter(({ heals }) => !heals);
    this.#since = new Map(final.map((found) => [keyOf(found), this.#since.get(keyOf(found)) ?? now]));
    const patience = (found: Finding) => this.#patience(found) * (isAtWork(observation) ? 2 : 1);
    return final.some((found) => now - (this.#since.get(keyOf(found)) ?? now) >= patience(found));
  }

  #patience(found: Finding): number {
    return callers.includes(found.code) ? this.#options.settleCallerMs : this.#options.settleMs;
  }
}

function keyOf({ code, member = '' }: Finding): string {
  return `${code} ${member}`;
}
