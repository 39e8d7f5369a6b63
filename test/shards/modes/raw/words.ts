/** From what was seen to the few words of the table. */
import type { Counters } from './proxy.ts';

/** How a member is called where members differ. */
export type Label = (member: string) => string;

/** One word where all have the same, else each with its own. */
export function agree(words: Record<string, string>, label: Label): string {
  const [first = '', ...others] = new Set(Object.values(words));
  if (others.length === 0) return first;
  return Object.entries(words)
    .map(([member, word]) => `${label(member)}: ${word}`)
    .sort()
    .join('; ');
}

export function addressWord(address: string, ip: string): string {
  return address === ip ? 'pod IP' : address;
}

export function streamWord(address: string | undefined, ip: string): string {
  return address === undefined ? 'no stream' : `streams from ${addressWord(address, ip)}`;
}

/** How a connection ends that the other side did not want; the kernel decides between the two. */
const closed = /server closed the connection unexpectedly|Connection reset by peer|closed connection without/;

/**
 * What a client got at a path: the address that Postgres saw, or an HTTP status. That it failed is said only of a connection that
 * the other side closed; any other failure is shown as it is.
 */
export function answerWord(path: string, answer: string, ip: string): string {
  if (!answer.startsWith('failed: ')) return addressWord(answer, ip);
  if (!closed.test(answer)) return answer;
  return path.startsWith('postgres:') ? 'fails' : 'reset';
}

export const distinct = (all: string[]): string => [...new Set(all)].sort().join(', ');

/** The last thing that a replica says of its way to the primary. */
export function lastFailure(log: string): string {
  const isOfPath = (line: string): boolean => line.includes('port 5432 failed: ');
  return log.split('\n').findLast(isOfPath) ?? 'nothing of port 5432';
}

export function saidWord(log: string): string {
  const last = lastFailure(log);
  return closed.test(last) ? 'closed without an answer' : last;
}

/** What reached the primary's Postgres for replication, by its own log of connections. */
export function gotWord(log: string): string {
  const words = [
    log.includes('replication connection authorized: user=standby') ? 'its own protocol' : '',
    log.includes('direct SSL connection rejected') ? 'TLS' : '',
  ].filter(Boolean);
  return words.join(', ') || 'nothing';
}

const leaving: [RegExp, string][] = [
  [/^cluster\.outbound\|5432\|\|db-members\./, 'db-members'],
  [/^cluster\.outbound\|5432\|\|db\./, 'db'],
  [/^cluster\.PassthroughCluster\b/, 'PassthroughCluster'],
];

const entering: [RegExp, string][] = [
  [/^cluster\.inbound\|5432\|/, '5432'],
  [/^cluster\.InboundPassthroughCluster\b/, 'InboundPassthroughCluster'],
  [/no_filter_chain_match$/, 'no chain takes it'],
];

/** A path that goes around a proxy is one that it has not counted. */
function grown(ways: [RegExp, string][], before: Counters, after: Counters): string {
  const names = Object.keys(after).filter((name) => (after[name] ?? 0) > (before[name] ?? 0));
  const words = ways.filter(([pattern]) => names.some((name) => pattern.test(name)));
  return words.map(([, word]) => word).join(', ') || 'not counted';
}

export const leavesWord = (before: Counters, after: Counters): string => grown(leaving, before, after);
export const entersWord = (before: Counters, after: Counters): string => grown(entering, before, after);
