/** Which of the paths to a release's members work, measured from an app with a sidecar and from one without. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Beside, podOf } from './apps.ts';
import { allStream } from './cluster-state.ts';
import type { Release } from './release.ts';
import { kubectl, run } from './run.ts';
import { primary } from './sql.ts';

const script = readFileSync(join(import.meta.dirname, 'paths.py'), 'utf8');

/**
 * The columns of the truth table. A cell is the address that Postgres saw, in words ("the proxy", "the pod"), the HTTP status, or
 * "fails".
 */
export interface Paths {
  /** Replication, member to member. */
  P1: string;
  /** An app with a sidecar to the primary Service. */
  P2: string;
  /** The same to the primary's headless name. */
  P3: string;
  /** An app without a sidecar to the primary Service, and to the headless name. */
  P4: string;
  /** Patroni's REST API of the primary, from the app with a sidecar. */
  R: string;
}

/** Puts the two apps beside a cluster; the members' own image has Python and psycopg. */
export async function putApps(release: Beside, more: { secret?: string } = {}): Promise<void> {
  const items = await Promise.all([
    podOf(release, { name: 'app-in', inMesh: true, command: ['sleep', 'infinity'], ...more }),
    podOf(release, { name: 'app-out', inMesh: false, command: ['sleep', 'infinity'], ...more }),
  ]);
  await kubectl(['apply', '--filename', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const inNamespace = ['--namespace', release.namespace];
  await kubectl([
    ...inNamespace,
    'wait',
    '--for=condition=Ready',
    '--timeout=90s',
    'pod/app-in',
    'pod/app-out',
  ]);
}

export async function pathsOf(release: Release): Promise<Paths> {
  const { namespace, fullname } = release;
  const senders = await allStream(release);
  const leader = await primary(namespace, fullname);
  return pathsBetween(namespace, senders, { service: fullname, headless: `${leader}.${fullname}-members` });
}

export interface Hosts {
  /** The primary Service. */
  service: string;
  headless: string;
}

/** The same for any cluster beside which the two apps are; `senders` has the client address of each stream. */
export async function pathsBetween(
  namespace: string,
  senders: Record<string, string>,
  { service: primaryService, headless }: Hosts,
): Promise<Paths> {
  const targets = [`postgres:${primaryService}`, `postgres:${headless}`, `rest:${headless}`];
  const [within, outside] = await Promise.all(
    ['app-in', 'app-out'].map((app) => ask(namespace, app, targets)),
  );
  const ips = await addresses(namespace);
  const inWords = (answer = ''): string => wordsFor(answer, ips);
  const cell = (answers: Record<string, string> | undefined, target: number): string =>
    inWords(answers?.[targets[target] ?? '']);
  const streams = [...new Set(Object.values(senders).map(inWords))].join(', ');
  const [service, name] = [cell(outside, 0), cell(outside, 1)];
  return {
    P1: streams,
    P2: cell(within, 0),
    P3: cell(within, 1),
    P4: service === name ? service : `${service} / ${name}`,
    R: cell(within, 2),
  };
}

export async function ask(
  namespace: string,
  app: string,
  targets: string[],
): Promise<Record<string, string>> {
  const exec = ['--namespace', namespace, 'exec', '--stdin', app, '--container', 'app', '--'];
  const { stdout, output, exitCode } = await run('kubectl', [...exec, 'python3', '-', ...targets], script);
  if (exitCode !== 0) throw new Error(`${app} could not ask: ${output}`);
  return JSON.parse(stdout) as Record<string, string>;
}

/** Addresses of all pods of a namespace. */
async function addresses(namespace: string): Promise<string[]> {
  const path = '{.items[*].status.podIP}';
  const found = await kubectl(['--namespace', namespace, 'get', 'pods', '--output', `jsonpath=${path}`]);
  return found.split(' ').filter(Boolean);
}

function wordsFor(answer: string, ips: string[]): string {
  if (answer === '127.0.0.6') return 'the proxy';
  if (ips.includes(answer)) return 'the pod';
  return answer.startsWith('failed: ') ? 'fails' : answer;
}
