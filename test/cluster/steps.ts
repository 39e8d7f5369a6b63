/** What runs, how long it has run, how long it took last time; and a failure that shows its log. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './config.ts';

const timingsFile = join(cache, 'timings.json');
const heartbeatMs = 20_000;
const tailLines = 20;

/** An expected failure: one sentence for a person, and the log to read if there is one. */
export class Trouble extends Error {
  readonly log: string | undefined;
  constructor(message: string, options: { log?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.log = options.log;
  }
}

function timings(): Record<string, number> {
  try {
    return JSON.parse(readFileSync(timingsFile, 'utf8')) as Record<string, number>;
  } catch {
    return {};
  }
}

function remember(title: string, seconds: number): void {
  mkdirSync(cache, { recursive: true });
  writeFileSync(
    timingsFile,
    JSON.stringify({ ...timings(), [title]: Math.round(seconds * 10) / 10 }, null, 2),
  );
}

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Runs one named piece of work and reports on it; durations are remembered beside the cache. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 1000;
  const last = timings()[title];
  const lastTime = last === undefined ? '' : `, last time ${last.toFixed(1)} s`;
  const beat = setInterval(
    () => say(`  ...   ${title}: ${elapsed().toFixed(0)} s so far${lastTime}`),
    heartbeatMs,
  );
  if (last === undefined || last > 5) say(`  ...   ${title}${lastTime}`);
  try {
    const result = await work();
    say(`  ok    ${title} (${elapsed().toFixed(1)} s)`);
    remember(title, elapsed());
    return result;
  } catch (error) {
    say(`  FAIL  ${title} (${elapsed().toFixed(1)} s)`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

/** The end of a log, for a failure message. */
export function tail(log: string): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-tailLines).join('\n');
  } catch {
    return '(no log was written)';
  }
}

/** Prints an error the way a tired person can use it: expected ones in a sentence, others whole. */
export function explain(error: unknown): void {
  if (!(error instanceof Trouble)) {
    console.error(error);
    return;
  }
  if (error.log !== undefined) say(`\n${tail(error.log)}\n\nlog: ${error.log}`);
  say(`\n${error.message}`);
}
