import { KubeError, UsageError } from './kube/errors.ts';
import { escape } from './report/escape.ts';
import { leaveWord } from './report/last-line.ts';

/** What can be expected is one sentence; anything else is a fault of this tool and shows where. Exit 2 for both. */
export function fail(error: unknown): void {
  process.exitCode = 2;
  if (isExpected(error)) {
    const sentence = `patroni-istio: ${escape(error.message)}`;
    console.error(sentence);
    leaveWord(sentence);
    return;
  }
  console.error('patroni-istio: a fault of the tool itself, please report it:', error);
}

function isExpected(error: unknown): error is Error {
  return error instanceof KubeError || error instanceof UsageError;
}
