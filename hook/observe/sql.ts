/** What a session of the monitor role asks. Nothing here writes but `emit`, and that writes one WAL record of no table. */

/** Host and slot are cut out of primary_conninfo by the server, so that nothing else of it travels. */
export const state = `
  SELECT current_setting('server_version_num')::int AS version,
         r AS "inRecovery",
         (SELECT system_identifier::text FROM pg_control_system()) AS "systemIdentifier",
         CASE WHEN NOT r THEN ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END AS timeline,
         CASE WHEN NOT r THEN pg_current_wal_lsn() ELSE pg_last_wal_replay_lsn() END::text AS lsn,
         CASE WHEN r THEN pg_is_wal_replay_paused() ELSE false END AS "replayPaused",
         coalesce(substring(current_setting('primary_conninfo', true) FROM 'host=''?([^ '']+)'), '') AS "upstreamHost",
         coalesce(current_setting('primary_slot_name', true), '') AS "upstreamSlot",
         current_setting('synchronous_standby_names') AS "synchronousStandbyNames"
    FROM pg_is_in_recovery() AS r`;

/** Not transactional, so that no synchronous standby can hold it up; flushed at once where Postgres can (17). */
export function emit(version: number): string {
  const flush = version >= 170_000 ? ', true' : '';
  return `SELECT pg_logical_emit_message(false, 'patroni-istio', $1${flush})::text AS lsn`;
}

export const senders = `
  SELECT pid, coalesce(application_name, '') AS "applicationName", coalesce(usename, '') AS "user",
         coalesce(client_addr::text, '') AS "clientAddress",
         to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
         coalesce(state, '') AS state, coalesce(sync_state, '') AS "syncState",
         coalesce(to_char(reply_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '') AS "replyAt",
         coalesce(flush_lsn::text, '') AS "flushLsn", coalesce(replay_lsn::text, '') AS "replayLsn"
    FROM pg_stat_replication ORDER BY application_name, pid`;

export const slots = `
  SELECT slot_name AS name, active, active_pid AS "activePid", coalesce(wal_status, '') AS "walStatus"
    FROM pg_replication_slots WHERE slot_type = 'physical' ORDER BY slot_name`;

export const receiver = `
  SELECT status, coalesce(sender_host, '') AS "senderHost", coalesce(slot_name, '') AS slot,
         coalesce(received_tli, 0) AS timeline, coalesce(flushed_lsn::text, '') AS "flushedLsn",
         coalesce(to_char(last_msg_receipt_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '') AS "lastMessageAt"
    FROM pg_stat_wal_receiver`;

/**
 * Names without a dot: what an extension has, Postgres does not show before the extension is loaded. Nor does it show the file's
 * value where this session (application_name, statement_timeout, synchronous_commit), its role or its database has another.
 */
export const leftOut = `
  SELECT asked AS name FROM unnest($1::text[]) AS asked
   WHERE asked NOT LIKE '%.%' AND NOT EXISTS (
         SELECT FROM pg_settings
          WHERE lower(name) = lower(asked)
            AND (sourcefile LIKE '%/postgresql.conf'
                 OR source IN ('client', 'session', 'user', 'database', 'database user')))`;

export const replayed = `SELECT coalesce(pg_last_wal_replay_lsn()::text, '') AS lsn`;
