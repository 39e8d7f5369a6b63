import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientConfig, QueryResultRow } from 'pg';
import type { Cluster } from './cluster.ts';
import type { Deadline } from './deadline.ts';
import { KubeError, messageOf } from './errors.ts';
import { openPodStream, type PodPort, type PodStream } from './port-forward.ts';
import { withRetry } from './retry.ts';

export interface Login {
  user: string;
  password: string;
  database: string;
  /** 'true' logs in as walreceiver does, past another line of pg_hba.conf than queries do. */
  replication?: 'true';
}

export interface PostgresAt {
  to: PodPort;
  login: Login;
  deadline: Deadline;
  /** How long one statement may take; a few seconds where it is not given. */
  statementTimeoutMs?: number;
}

export interface Session {
  query<R extends QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>;
}

const connectTimeoutMs = 5_000;
const defaultStatementTimeoutMs = 5_000;
const farewellMs = 1_000;

/**
 * A session in the Postgres of one Pod: opened by port-forward (Postgres sees 127.0.0.1), ended whatever happens, and at the
 * deadline even if every statement by itself would still have its time.
 */
export async function withPostgres<T>(
  cluster: Cluster,
  at: PostgresAt,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const what = `connect to Postgres of Pod ${at.to.namespace}/${at.to.pod} as ${at.login.user}`;
  const { client, stream } = await withRetry(what, () => open(cluster, at, what), {
    deadline: at.deadline.within(2 * connectTimeoutMs),
    timeoutMs: connectTimeoutMs,
  });
  const end = setTimeout(() => stream.destroy(new Error('the time to look was up')), at.deadline.left());
  try {
    return await use({
      query: async <R extends QueryResultRow>(sql: string, values: unknown[] = []) => {
        try {
          return (await client.query<R>(sql, values)).rows;
        } catch (error) {
          throw toPostgresError(error, `query Postgres of Pod ${at.to.namespace}/${at.to.pod}`);
        }
      },
    });
  } finally {
    clearTimeout(end);
    // A server that does not answer any more is not waited for.
    await Promise.race([client.end().catch(() => undefined), sleep(farewellMs, undefined, { ref: false })]);
    stream.destroy();
  }
}

interface Opened {
  client: Client;
  stream: PodStream;
}

async function open(cluster: Cluster, at: PostgresAt, what: string): Promise<Opened> {
  const [{ default: pg }, stream] = await Promise.all([
    import('pg'),
    openPodStream(cluster, at.to, at.deadline.within(connectTimeoutMs)),
  ]);
  const { statementTimeoutMs = defaultStatementTimeoutMs } = at;
  const config: ClientConfig = {
    ...at.login,
    stream: () => stream,
    application_name: 'patroni-istio',
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 1_000,
    ssl: false,
  };
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, stream };
  } catch (error) {
    stream.destroy();
    if (stream.complaint === '') throw toPostgresError(error, what);
    throw new KubeError(
      { kind: 'unreachable', what, because: stream.errored?.message ?? stream.complaint },
      error,
    );
  }
}

/** SQLSTATE 28P01: the password, or the whole role, is another; a role that may not log in is 28000. */
export function isWrongPassword(error: unknown): boolean {
  return error instanceof KubeError && (error.cause as { code?: unknown } | undefined)?.code === '28P01';
}

/** SQLSTATE class 28 is a refused login; 57P03 is "starting up" or "shutting down", which passes. */
function toPostgresError(error: unknown, what: string): KubeError {
  if (error instanceof KubeError) return error;
  const code = (error as { code?: unknown }).code;
  const kind = typeof code === 'string' && code.startsWith('28') ? 'refused' : 'unreachable';
  return new KubeError({ kind, what, because: messageOf(error) }, error);
}
