/** Column P1, and all that shows which way it took. */
import { until } from '../../../e2e/support/wait.ts';
import { endStreams, logOf, senders, type Cast, type Member } from './cluster.ts';
import { counters } from './proxy.ts';
import type { Row, Way } from './rows.ts';
import { settledStreams } from './streams.ts';
import { firstBytes, type Wire } from './wire.ts';
import * as words from './words.ts';

/** A replica that does not even try says nothing of the path. */
const fewestTries = 3;

/** Logs and counters of the members. */
async function stateOf(namespace: string, members: Member[]) {
  const each = async <T>(read: (namespace: string, pod: string) => Promise<T>): Promise<Map<string, T>> =>
    new Map(
      await Promise.all(members.map(async ({ name }) => [name, await read(namespace, name)] as [string, T])),
    );
  return { logs: await each(logOf), counts: await each(counters) };
}

type State = Awaited<ReturnType<typeof stateOf>>;

/** What is new since the streams were ended. */
class News {
  readonly #before: State;
  readonly #after: State;

  constructor(before: State, after: State) {
    this.#before = before;
    this.#after = after;
  }

  log(name: string): string {
    return (this.#after.logs.get(name) ?? '').slice(this.#before.logs.get(name)?.length);
  }

  counts(name: string) {
    return [this.#before.counts.get(name) ?? {}, this.#after.counts.get(name) ?? {}] as const;
  }
}

export interface Replication extends Way, Pick<Row, 'P1'> {
  /** Of each replica that does not stream: whether it did before, how often it tried, and what it said in full. */
  notes: string[];
}

export async function replication(
  namespace: string,
  cast: Cast,
  wire: Wire,
  label: words.Label,
): Promise<Replication> {
  const { primary, replicas } = cast;
  const members = [primary, ...replicas];
  // A pod that was just made may not have begun yet.
  const before = await until('every member has started', () => stateOf(namespace, members), 120);
  const stood = (await senders(namespace, primary.name)).filter(({ state }) => state === 'streaming');
  const mark = await wire.mark();
  await endStreams(namespace, primary.name);
  const { addresses, seconds } = await settledStreams(namespace, cast);
  const news = new News(before, await stateOf(namespace, members));
  const connections = await wire.since(mark);

  const tries = ({ ip }: Member) => connections.filter(({ from, to }) => from === ip && to === primary.ip);
  const cut = replicas.filter(({ name }) => addresses[name] === undefined);
  const idle = cut.find((replica) => tries(replica).length < fewestTries);
  if (idle !== undefined)
    throw new Error(`${idle.name} does not stream, and tried it ${tries(idle).length} times in ${seconds} s`);

  const perReplica = (word: (replica: Member) => string): string =>
    words.agree(Object.fromEntries(replicas.map((replica) => [replica.name, word(replica)])), label);
  return {
    P1: perReplica(({ name, ip }) => words.streamWord(addresses[name], ip)),
    leaves: perReplica(({ name }) => words.leavesWord(...news.counts(name))),
    enters: words.entersWord(...news.counts(primary.name)),
    got: words.gotWord(news.log(primary.name)),
    said: perReplica((replica) => (cut.includes(replica) ? words.saidWord(news.log(replica.name)) : '-')),
    wire: perReplica((replica) => firstBytes(connections, replica.ip, primary.ip)),
    notes: cut.map((replica) => {
      const was = stood.some(({ member }) => member === replica.name)
        ? 'streamed until its stream was ended, then '
        : '';
      const last = words.lastFailure(news.log(replica.name));
      return `P1 of ${label(replica.name)}: ${was}${tries(replica).length} tries in ${seconds} s; the last: ${last}`;
    }),
  };
}
