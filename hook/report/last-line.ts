import { existsSync, writeFileSync } from 'node:fs';

const terminationLog = '/dev/termination-log';
const longest = 4_000;

/** The verdict as the last line of the log and as the container's termination message. */
export function lastLine(sentence: string, write: (line: string) => void = console.log): void {
  write(sentence);
  leaveWord(sentence);
}

/** Helm 4 folds the log of a failed hook into one line: where it can be read as it was written. */
export function inLines(namespace: string, job: string | undefined): string[] {
  return job === undefined ? [] : [`in lines: kubectl --namespace ${namespace} logs job/${job}`];
}

export function leaveWord(sentence: string): void {
  if (!existsSync(terminationLog)) return;
  try {
    writeFileSync(terminationLog, sentence.slice(0, longest));
  } catch {
    // The log says it all the same.
  }
}
