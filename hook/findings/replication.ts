import type { Entry } from './entry.ts';
import { patronictl, restoreSecret, setPasswords, thenUpgrade } from './remedies.ts';

export const replication = {
  PHA0401: {
    title: '{upstream} refuses the login of {member}',
    cause:
      "The replication role's password, its right to log in, or a line of pg_hba.conf keeps the replica out.",
    remedy: `If the Secret {secret} was changed, set it back to what {leader} has: ${restoreSecret}; ${thenUpgrade}. If a line of pg_hba.conf refuses it, mend postgres.pgHba. If the role was changed in the database, this gives the roles the passwords of the Secret {secret} again: ${setPasswords} (and makes a role that is gone).`,
    heals: false,
  },
  PHA0402: {
    title: '{member} is not streaming from {upstream}',
    cause: 'The replica has no running WAL receiver, or {upstream} has no WAL sender for it.',
    remedy:
      'Read the last words of {member} and {upstream}: a connection that is refused or reset points to a NetworkPolicy or a policy of Istio on port 5432.',
    heals: true,
  },
  PHA0403: {
    title: '{member} streams on timeline {has} instead of {wanted}',
    cause: 'The leader has begun another timeline that the replica does not follow.',
    remedy: `Wait for the replica to follow; if it stays so, its data has diverged: ${patronictl} reinit {scope} {member} --force copies the leader's anew.`,
    heals: true,
  },
  PHA0404: {
    title: 'the replication slot of {member} is missing on {upstream}',
    cause: 'No active slot {slot} keeps the WAL that the replica still needs.',
    remedy:
      'Wait: Patroni makes the slots of its members; if it stays so, see max_replication_slots in postgres.parameters.',
    heals: true,
  },
  PHA0405: {
    title: '{member} needs WAL that {upstream} no longer has',
    cause: 'The slot lost its WAL (max_slot_wal_keep_size), or there was no slot while the replica was away.',
    remedy: `Run ${patronictl} reinit {scope} {member} --force, which copies the leader's data anew; if max_slot_wal_keep_size is set in postgres.parameters, raise it.`,
    heals: false,
  },
  PHA0406: {
    title: '{member} receives WAL, but its replay is paused',
    cause:
      'Somebody called pg_wal_replay_pause() on it, or a setting of the leader that it cannot follow stopped it.',
    remedy:
      'Wait for Patroni to resume it; if it stays so: kubectl --namespace {namespace} exec {member} --container patroni -- psql --username postgres --command "SELECT pg_wal_replay_resume()" resumes it.',
    heals: true,
  },
  PHA0407: {
    title: '{member} receives WAL, but has not applied it',
    cause:
      'Replay is slower than the WAL that comes in, or waits for a query on the replica (recovery conflict).',
    remedy:
      'Wait; if it stays so, end long queries on {member}, or lower max_standby_streaming_delay in postgres.parameters.',
    heals: true,
  },
  PHA0408: {
    title: '{member} has not received what {upstream} just wrote',
    cause:
      'The stream stands, but the message did not arrive in time: the replica is far behind, or the link is dead.',
    remedy: 'Wait for it to catch up; a dead link ends by itself after wal_receiver_timeout.',
    heals: true,
  },
  PHA0409: {
    title: 'the same streams have not been seen for {window} s yet',
    cause:
      'A second message over the very same streams has still to be received, or they were opened anew in between.',
    remedy:
      'Wait; streams that keep being opened anew are cut by something: read the last words of the replicas.',
    heals: true,
  },
  PHA0410: {
    title: '{member} streams from {has} instead of {upstream}',
    cause: 'The replica follows another server than the leader or the member named by its tag replicatefrom.',
    remedy: `Wait for Patroni to point it to {upstream}; if it stays so, ${patronictl} restart {scope} {member} --force restarts its Postgres.`,
    heals: true,
  },
} as const satisfies Record<string, Entry>;
