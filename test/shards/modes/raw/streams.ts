/** Whether the replicas stream once every stream has been ended, and for how long that was looked at. */
import { setTimeout as sleep } from 'node:timers/promises';
import { senders, type Cast, type Sender } from './cluster.ts';

/** The same streams have to stand for so long. */
const stableMs = 10_000;
/** Nobody may even have begun one for so long: a walreceiver tries every 5 s, a member without data about every 10 s. */
const silentMs = 60_000;
const deadlineMs = 240_000;

export interface Streams {
  /** Replica by replica the address that the primary sees its stream come from; undefined where there is none. */
  addresses: Record<string, string | undefined>;
  /** How long it was looked at. */
  seconds: number;
}

const streaming = (seen: Sender[], name: string): Sender | undefined =>
  seen.find(({ member, state }) => member === name && state === 'streaming');

/** Says of which streams it is made: another one, or one that was opened anew, is another word. */
const wordOf = (seen: Sender[]): string =>
  seen
    .map(({ member, state, pid }) => `${member} ${state} ${pid}`)
    .sort()
    .join(', ');

/**
 * Waits until every replica streams and goes on, or until those that do not have not come nearer to it in the whole of a window;
 * a base backup is nearer.
 */
export async function settledStreams(namespace: string, { primary, replicas }: Cast): Promise<Streams> {
  const began = Date.now();
  const deadline = began + deadlineMs;
  let [word, since] = ['', began];
  while (Date.now() < deadline) {
    const seen = await senders(namespace, primary.name);
    if (wordOf(seen) !== word) [word, since] = [wordOf(seen), Date.now()];
    const all = replicas.every(({ name }) => streaming(seen, name));
    if (Date.now() - since >= (all ? stableMs : silentMs))
      return {
        addresses: Object.fromEntries(replicas.map(({ name }) => [name, streaming(seen, name)?.address])),
        seconds: Math.round((Date.now() - began) / 1000),
      };
    await sleep(1000);
  }
  throw new Error(`the streams of ${namespace} have not settled in ${deadlineMs / 1000} s: ${word}`);
}
