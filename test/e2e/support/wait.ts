/** Waiting with a deadline; the failure says what was seen last. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until `ask` returns something else than undefined. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let reason: unknown;
  while (Date.now() < deadline) {
    const answer = await ask().catch((error: unknown) => {
      reason = error;
      return undefined;
    });
    if (answer !== undefined) return answer;
    await sleep(500);
  }
  throw new Error(`${what}: not within ${seconds} s`, { cause: reason });
}
