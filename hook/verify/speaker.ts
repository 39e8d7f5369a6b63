import type { Finding } from '../findings.ts';
import { reason, sentence } from '../report/sentence.ts';
import { json } from '../report/json.ts';
import { inLines, leaveWord } from '../report/last-line.ts';
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
  /** That it runs in, if it does. */
  readonly #job: string | undefined;
  readonly #startedAt = Date.now();
  #reason = '';
  #hasHeader = false;

  constructor(of: { command: string; output: 'text' | 'json'; job: string | undefined }) {
    this.#command = of.command;
    this.#output = of.output;
    this.#job = of.job;
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
    else console.log(`\n${[text(observation, judgement), ...this.#inLines(outcome)].join('; ')}`);
    const verdict = sentence(observation, judgement);
    if (ended === 'stopped') this.#stopped(verdict);
    leaveWord(verdict);
  }

  #inLines({ observation, judgement }: Outcome): string[] {
    return judgement.verdict === 'healthy' ? [] : inLines(observation.namespace, this.#job);
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
