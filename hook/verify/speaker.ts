import type { Finding } from '../findings.ts';
import { reason, sentence } from '../report/sentence.ts';
import { json } from '../report/json.ts';
import { leaveWord } from '../report/last-line.ts';
import { header, text } from '../report/text.ts';
import type { Outcome, Seen } from './loop.ts';

/** What waiting can heal is nothing to be alarmed at yet. */
function news(found: Finding): string {
  return found.heals ? `waiting: ${reason(found)}` : reason(found);
}

/** Says a line when the reason changes, and the report at the end; as JSON nothing but the report goes to stdout. */
export class Speaker {
  readonly #command: string;
  readonly #output: 'text' | 'json';
  readonly #startedAt = Date.now();
  #reason = '';
  #hasHeader = false;

  constructor(command: string, output: 'text' | 'json') {
    this.#command = command;
    this.#output = output;
  }

  tell(seen: Seen): void {
    this.#header(seen);
    const [first] = seen.judgement.findings;
    const key = first === undefined ? '' : `${first.code} ${first.member ?? ''}`;
    if (first !== undefined && key !== this.#reason) this.#aside(`  ${this.#elapsed()}  ${news(first)}`);
    this.#reason = key;
  }

  report(outcome: Outcome): void {
    const { observation, judgement, ended } = outcome;
    this.#header(outcome);
    if (this.#output === 'json') console.log(json(this.#command, observation, judgement));
    else console.log(`\n${text(observation, judgement)}`);
    const verdict = sentence(observation, judgement);
    if (ended === 'stopped') this.#stopped(verdict);
    leaveWord(verdict);
  }

  #stopped(verdict: string): void {
    this.#aside(`stopped before the verdict; known last: ${verdict}`);
  }

  #header(seen: Seen): void {
    if (!this.#hasHeader) this.#aside(header(this.#command, seen.observation));
    this.#hasHeader = true;
  }

  #aside(line: string): void {
    if (this.#output === 'json') console.error(line);
    else console.log(line);
  }

  #elapsed(): string {
    return `${Math.round((Date.now() - this.#startedAt) / 1000)} s`.padStart(5);
  }
}
