/** What the proxies on a row's paths were told, and waiting until all of them work with it. */
import { until } from '../../../e2e/support/wait.ts';
import type { Cast, Member } from './cluster.ts';
import { Proxy } from './proxy.ts';
import type { Told } from './rows.ts';
import { distinct } from './words.ts';

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
  `5432 in: ${told.inbound}, headless: ${told.headless}, Service: ${told.service}, 8008: ${told.rest}`;

/** A policy is not in force when the API server has it, but when each proxy on the paths works with it. */
export async function taken(namespace: string, expected: Told, cast: Cast): Promise<Told> {
  const ask = async (): Promise<Told> => {
    const told = await toldBy(namespace, cast);
    if (wordsOf(told) === wordsOf(expected)) return told;
    throw new Error(`the proxies have ${wordsOf(told)}; the row is ${wordsOf(expected)}`);
  };
  return until(`the proxies of ${namespace} have taken the row`, ask, 120);
}
