/** Ways for a member to stop leading that are not the roll's, provoked in a live release. */
import { logOf } from './cluster-state.ts';
import { inPod } from './in-pod.ts';
import type { Release } from './release.ts';
import { kubectl } from './run.ts';
import { primary, sql } from './sql.ts';
import { until } from './wait.ts';

/** Waits until another member than `before` leads. */
async function otherLeader({ namespace }: Release, before: string): Promise<void> {
  await until('another member leads', async () => ((await primary(namespace)) === before ? undefined : true));
}

/**
 * Shuts the leader down with a shutdown checkpoint that is held back for so many seconds, and waits for the next
 * leader; returns who led.
 */
export async function slowStop(release: Release, seconds: number): Promise<string> {
  const leader = await primary(release.namespace);
  await inPod(release.namespace, leader, 'slow-shutdown', String(seconds));
  await otherLeader(release, leader);
  return leader;
}

/** Milliseconds since 1970 of the last line of a Patroni log that matches. */
function momentOf(log: string, pattern: RegExp): number {
  const line = log.split('\n').findLast((text) => pattern.test(text));
  if (line === undefined) throw new Error(`no line of the log matches ${String(pattern)}`);
  return Date.parse(`${line.slice(0, 23).replace(' ', 'T').replace(',', '.')}Z`);
}

export interface LostLock {
  /** From Patroni's decision to demote to the last write that was acknowledged on the member's own socket. */
  afterMs: number;
  /** What ended the writes. */
  why: string;
}

/** Gives the leader key to another member by hand, while a session writes on the leader's own socket. */
export async function loseLock(release: Release): Promise<LostLock> {
  const { namespace, fullname, members } = release;
  const leader = await primary(namespace);
  const [heir = ''] = members.filter((name) => name !== leader);
  const table = 'create table if not exists until_refused (at timestamptz default clock_timestamp())';
  await sql(namespace, leader, `${table}; truncate until_refused`);
  const writes = inPod(namespace, leader, 'write-until-refused', '60');
  await until('it writes', async () =>
    (await sql(namespace, leader, 'select count(*) from until_refused')) === '0' ? undefined : true,
  );
  const key = ['annotate', '--overwrite', 'configmap', `${fullname}-leader`, `leader=${heir}`];
  await kubectl(['--namespace', namespace, ...key]);
  const { acknowledged, why } = JSON.parse((await writes).stdout) as { acknowledged: number; why: string };
  const demoted = momentOf(await logOf(namespace, leader), /Demoting self \(immediate-nolock\)/);
  await otherLeader(release, leader);
  return { afterMs: Math.round(acknowledged * 1000 - demoted), why };
}
