/** Measures one row in a namespace that has been made so. */
import { ask } from '../../../e2e/support/paths.ts';
import { until } from '../../../e2e/support/wait.ts';
import { castOf, endStreams, logOf, type Cast, type Member } from './cluster.ts';
import { counters, Told as Proxy } from './proxy.ts';
import { rowOf, type Row, type Told } from './rows.ts';
import { settledStreams } from './streams.ts';
import * as words from './words.ts';
import type { Connection, Wire } from './wire.ts';

const distinct = (all: string[]): string => [...new Set(all)].sort().join(', ');

async function toldBy(namespace: string, { primary, replicas, app }: Cast): Promise<Told> {
  const proxyOf = ({ name }: Member) => Proxy.of(namespace, name);
  const [own, client] = await Promise.all([proxyOf(primary), proxyOf(app)]);
  const clients = [client, ...(await Promise.all(replicas.map(proxyOf)))];
  return {
    inbound: own.inbound(5432),
    headless: distinct(clients.map((proxy) => proxy.headless('db-members', 5432, primary.ip))),
    service: client.service('db', 5432, primary.ip),
    rest: client.headless('db-members', 8008, primary.ip),
  };
}

const wordsOf = (told: Told): string =>
  `5432 in ${told.inbound}, headless ${told.headless}, Service ${told.service}, 8008 ${told.rest}`;

/** A policy is not in force when the API server has it, but when each proxy on the paths works with it. */
async function taken(namespace: string, expected: Told, cast: Cast): Promise<Told> {
  const ask = async (): Promise<Told> => {
    const told = await toldBy(namespace, cast);
    if (wordsOf(told) === wordsOf(expected)) return told;
    throw new Error(`the proxies have: ${wordsOf(told)}; expected: ${wordsOf(expected)}`);
  };
  return until(`the proxies of ${namespace} have taken the row`, ask, 120);
}

/** Logs and counters of the members. */
async function stateOf(namespace: string, members: Member[]) {
  const each = async <T>(read: (namespace: string, pod: string) => Promise<T>): Promise<Map<string, T>> =>
    new Map(
      await Promise.all(members.map(async ({ name }) => [name, await read(namespace, name)] as [string, T])),
    );
  return { logs: await each(logOf), counts: await each(counters) };
}

type State = Awaited<ReturnType<typeof stateOf>>;

const newIn = (name: string, before: State, after: State): string =>
  (after.logs.get(name) ?? '').slice(before.logs.get(name)?.length);

const firstBytes = (connections: Connection[], from: Member, to: Member): string =>
  distinct(connections.filter((one) => one.from === from.ip && one.to === to.ip).map(({ first }) => first)) ||
  'nothing';

/** Column P1 and all that shows which way it took. */
async function replication(namespace: string, cast: Cast, wire: Wire, label: words.Label) {
  const { primary, replicas } = cast;
  const members = [primary, ...replicas];
  // A pod that was just made may not have begun yet.
  const before = await until('every member has started', () => stateOf(namespace, members), 120);
  const mark = await wire.mark();
  await endStreams(namespace, primary.name);
  const streams = await settledStreams(namespace, cast);
  const after = await stateOf(namespace, members);
  const connections = await wire.since(mark);

  const perReplica = (word: (replica: Member) => string): string =>
    words.agree(Object.fromEntries(replicas.map((replica) => [replica.name, word(replica)])), label);
  const counts = (name: string) => [before.counts.get(name) ?? {}, after.counts.get(name) ?? {}] as const;
  return {
    P1: perReplica(({ name, ip }) => {
      const address = streams[name];
      return address === undefined ? 'no stream' : `streams from ${words.addressWord(address, ip)}`;
    }),
    leaves: perReplica(({ name }) => words.leavesWord(...counts(name))),
    enters: words.entersWord(...counts(primary.name)),
    got: words.gotWord(newIn(primary.name, before, after)),
    said: perReplica(({ name }) =>
      streams[name] === undefined ? words.saidWord(newIn(name, before, after)) : '-',
    ),
    wire: perReplica((replica) => firstBytes(connections, replica, primary)),
  };
}

const notTried = { word: '-', wire: '' };

const both = (one: string, other: string): string =>
  other === '' || other === '-' || one === other ? one : `${one} / ${other}`;

/** The columns of the apps. */
async function apps(namespace: string, cast: Cast, wire: Wire, hasNames: boolean) {
  const name = `${cast.primary.name}.db-members`;
  /** What an app gets at one path, and what went over the wire for it. */
  const path = async (from: Member, target: string) => {
    const mark = await wire.mark();
    const answer = (await ask(namespace, from.name, [target]))[target] ?? '';
    const seen = firstBytes(await wire.since(mark), from, cast.primary);
    return { word: words.answerWord(answer, from.ip), wire: seen };
  };
  const byName = (from: Member, kind: string) => (hasNames ? path(from, `${kind}:${name}`) : notTried);
  const P2 = await path(cast.app, 'postgres:db');
  const P3 = await byName(cast.app, 'postgres');
  const [service, headless] = [
    await path(cast.outsider, 'postgres:db'),
    await byName(cast.outsider, 'postgres'),
  ];
  const R = await byName(cast.app, 'rest');
  const P4 = { word: both(service.word, headless.word), wire: both(service.wire, headless.wire) };
  return { P2, P3, P4, R };
}

export async function measure(
  namespace: string,
  name: string,
  wire: Wire,
  label: words.Label = (member) => member,
): Promise<Row> {
  const { row, what, told: expected } = rowOf(name);
  const cast = await castOf(namespace);
  const told = await taken(namespace, expected, cast);
  const own = await replication(namespace, cast, wire, label);
  const paths = await apps(namespace, cast, wire, expected.headless !== '-');
  const now = await castOf(namespace);
  if (now.primary.uid !== cast.primary.uid) throw new Error(`row ${row}: the primary changed meanwhile`);
  const wires = Object.entries({ P1: { wire: own.wire }, P2: paths.P2, P3: paths.P3, P4: paths.P4 });
  return {
    ...{ row, what, told },
    ...own,
    ...{ P2: paths.P2.word, P3: paths.P3.word, P4: paths.P4.word, R: paths.R.word },
    wire: wires
      .filter(([, path]) => path.wire !== '')
      .map(([column, path]) => `${column} ${path.wire}`)
      .join(', '),
  };
}
