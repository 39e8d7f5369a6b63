/** From what was seen to the few words of the table. */
import type { Counters } from './proxy.ts';

/** How a member is called where members differ. */
export type Label = (member: string) => string;

/** One word where all have the same, else each with its own. */
export function agree(words: Record<string, string>, label: Label): string {
  const [first = '', ...others] = new Set(Object.values(words));
  if (others.length === 0) return first;
  return Object.entries(words)
    .map(([member, word]) => `${label(member)} ${word}`)
    .sort()
    .join(', ');
}

export function addressWord(address: string, ip: string): string {
  return address === ip ? 'pod IP' : address;
}

/** What a client got at a path: the address that Postgres saw, an HTTP status, or how it failed. */
export function answerWord(answer: string, ip: string): string {
  if (!answer.startsWith('failed: ')) return addressWord(answer, ip);
  return answer.includes('Connection reset by peer') ? 'reset' : 'fails';
}

/** libpq's word for a connection that ends before the server has said anything. */
export function saidWord(log: string): string {
  const failures = log.split('\n').filter((line) => / failed: |FATAL|ERROR/.test(line));
  const last = failures.findLast((line) => line.includes('port 5432 failed: '));
  if (last === undefined) return failures.at(-1) ?? 'nothing';
  return last.includes('server closed the connection unexpectedly') ? 'closed without an answer' : last;
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

function grown(ways: [RegExp, string][], before: Counters, after: Counters): string {
  const names = Object.keys(after).filter((name) => (after[name] ?? 0) > (before[name] ?? 0));
  const words = ways.filter(([pattern]) => names.some((name) => pattern.test(name)));
  return words.map(([, word]) => word).join(', ') || 'around the proxy';
}

export const leavesWord = (before: Counters, after: Counters): string => grown(leaving, before, after);
export const entersWord = (before: Counters, after: Counters): string => grown(entering, before, after);
