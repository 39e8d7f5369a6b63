import { existsSync, writeFileSync } from 'node:fs';

const terminationLog = '/dev/termination-log';
const longest = 4_000;

/** The verdict as the last line of the log and as the container's termination message. */
export function lastLine(sentence: string, write: (line: string) => void = console.log): void {
  write(sentence);
  leaveWord(sentence);
}

export function leaveWord(sentence: string): void {
  if (!existsSync(terminationLog)) return;
  try {
    writeFileSync(terminationLog, sentence.slice(0, longest));
  } catch {
    // The log says it all the same.
  }
}
