/** What a roll says while it works: a line only when something changed. */
import type { Finding } from '../findings.ts';
import { reason } from '../report/sentence.ts';
import { wordsFor, type Step } from './plan.ts';

export class Speaker {
  #said = '';
  #step = '';
  #cause = '';

  say(line: string): void {
    if (line !== this.#said) console.log(`  ${line}`);
    this.#said = line;
  }

  /** The step and what it waits for; returns it in one sentence when it is news, else null. */
  tell(step: Step, cause?: Finding): string | null {
    const words = wordsFor(step);
    const key = cause === undefined ? '' : keyOf(cause);
    const [sameStep, sameCause] = [words === this.#step, key === this.#cause];
    this.#step = words;
    this.#cause = key;
    if (sameStep && sameCause) return null;
    if (!sameStep) this.say(words);
    if (cause !== undefined) this.say(`  ${reason(cause)}`);
    return cause === undefined ? words : `${words}; ${reason(cause)}`;
  }
}

/** The facts of a finding change from look to look, what it says does not. */
export function keyOf({ code, member, title }: Finding): string {
  return `${code} ${member ?? ''} ${title}`;
}
