import type { Deadline } from './deadline.ts';
import { KubeError, toKubeError } from './errors.ts';

export interface RetryOptions {
  deadline: Deadline;
  /** Bounds one attempt, not all of them. */
  timeoutMs?: number;
  /** Until then (milliseconds since the epoch) a 403 is asked again: new RBAC takes a moment to be seen. */
  forgiveForbiddenUntil?: number;
}

const firstPauseMs = 100;
const longestPauseMs = 2_000;
const defaultTimeoutMs = 5_000;

/**
 * The one wrapper around everything that goes over the network: a time-out per attempt, another attempt on 409, 429,
 * 5xx and network errors until the deadline, one type of error. A conflict is only worth asking again because `attempt`
 * starts from the beginning: what it writes must be read inside it.
 */
export async function withRetry<T>(
  what: string,
  attempt: (signal: AbortSignal) => Promise<T>,
  options: RetryOptions,
): Promise<T> {
  const { deadline } = options;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await once(what, attempt, options);
    } catch (error) {
      const known = toKubeError(error, what);
      if (!worthAsking(known, options) || deadline.left() <= pause || deadline.signal.aborted) throw known;
    }
    await deadline.sleep(pause);
  }
}

async function once<T>(
  what: string,
  attempt: (signal: AbortSignal) => Promise<T>,
  { deadline, timeoutMs = defaultTimeoutMs }: RetryOptions,
): Promise<T> {
  const ms = Math.max(1, Math.min(timeoutMs, deadline.left()));
  const own = new AbortController();
  const signal = AbortSignal.any([deadline.signal, own.signal]);
  let timer: NodeJS.Timeout | undefined;
  const gaveUp = new Promise<never>((_, reject) => {
    const stop = (because: string) =>
      reject(new KubeError({ kind: 'unreachable', what, because, passing: true }));
    timer = setTimeout(() => stop(`no answer within ${(ms / 1000).toFixed(1)} s`), ms);
    signal.addEventListener('abort', () => stop('stopped'), { once: true });
  });
  try {
    return await Promise.race([attempt(signal), gaveUp]);
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}

function worthAsking(error: KubeError, options: RetryOptions): boolean {
  if (error.kind === 'forbidden') return Date.now() < (options.forgiveForbiddenUntil ?? 0);
  return error.passing;
}
