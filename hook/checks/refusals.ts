import { type Finding, finding } from '../findings.ts';
import type { Member, Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { leaderName, secretName } from './names.ts';
import { lastWords, postgresOf, said } from './view.ts';

/**
 * What the other side said, in the log of the replica: about its stream (walreceiver) or about the copy that it starts
 * from (pg_basebackup). A refusal without that beginning is the replica's own, of somebody who asks it.
 */
const login =
  /(could not connect to the primary server|pg_basebackup: error): connection to server .*(password authentication failed|is not permitted to log in|no pg_hba\.conf entry for replication|permission denied to start WAL sender|must be (superuser or )?replication role|role "[^"]*" does not exist)/;
const gone =
  /could not (receive data from WAL stream|start WAL streaming|send replication command): .*(requested WAL segment \S+ has already been removed|can no longer (get changes from|access) replication slot)/;

/** What a replica says of an attempt to stream or to copy, whatever came of it. */
const attempt =
  /could not (connect to the primary server|receive data from WAL stream|start WAL streaming|send replication command)|pg_basebackup: error|started streaming WAL/;

/** Whether the latest attempt ended so: an older refusal may have been mended since. */
function endedSo(member: Member, pattern: RegExp): boolean {
  const latest = lastWords(member).findLast((line) => attempt.test(line));
  return latest !== undefined && pattern.test(latest);
}

/** Why the other side does not let a replica stream, when the replica says so. */
export function refusal(observation: Observation, member: Member, upstream: string): Finding | null {
  const { namespace, name: scope } = observation;
  const refused = endedSo(member, login) ? said(member, login, 2) : [];
  const about = { member: member.name, upstream, namespace };
  const passwords = { secret: secretName(observation), leader: leaderName(observation) };
  if (refused.length > 0) return finding('PHA0401', { ...about, ...passwords }, refused);
  const removed = endedSo(member, gone) ? said(member, gone, 2) : [];
  return removed.length === 0 ? null : finding('PHA0405', { ...about, scope }, removed);
}

/** A replica that has no data yet copies it over the same login; Postgres does not run in it, so nothing else sees it. */
export const copies: Check = {
  title: 'every replica may copy the leader',
  codes: ['PHA0401', 'PHA0405'],
  known: postgresIsKnown,
  judge: (observation) => {
    const leader = observation.members.find((member) => postgresOf(member)?.inRecovery === false);
    if (leader === undefined) return [];
    const without = observation.members.filter(
      (member) => member.name !== leader.name && postgresOf(member) === null,
    );
    return without.flatMap((member) => refusal(observation, member, leader.name) ?? []);
  },
};
