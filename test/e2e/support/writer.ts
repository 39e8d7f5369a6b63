/** A client with sidecar that writes through the primary Service, and what became of its writes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { podOf } from './apps.ts';
import type { Ledger, Tables } from './ledger.ts';
import type { Release } from './release.ts';
import { kubectl } from './run.ts';
import { primary, sql } from './sql.ts';
import { until } from './wait.ts';

const script = 'writer.py';

async function objects(release: Release): Promise<object[]> {
  const { namespace, fullname } = release;
  const metadata = { name: 'writer', namespace };
  const data = { [script]: readFileSync(join(import.meta.dirname, script), 'utf8') };
  const pod = await podOf(release, {
    name: metadata.name,
    inMesh: release.values['istio.mode'] !== 'disabled',
    command: ['python3', `/writer/${script}`, fullname],
    volumes: [{ name: 'script', configMap: { name: metadata.name } }],
    volumeMounts: [{ name: 'script', mountPath: '/writer' }],
  });
  return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }, pod];
}

export class Writer {
  readonly #release: Release;

  private constructor(release: Release) {
    this.#release = release;
  }

  /** Starts one and waits until the first of its rows stands. */
  static async start(release: Release): Promise<Writer> {
    const { namespace } = release;
    await sql(namespace, await primary(namespace), 'create table ledger (id bigint primary key)');
    const items = await objects(release);
    await kubectl(['create', '--filename', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    const writer = new Writer(release);
    await writer.writes();
    return writer;
  }

  /** Waits for rows that were not there when it was called. */
  async writes(): Promise<void> {
    const before = await this.#rows();
    await until('the writer writes', async () => ((await this.#rows()) > before ? true : undefined));
  }

  /** Ends it and returns what it was told. */
  async stop(): Promise<Ledger> {
    const inNamespace = ['--namespace', this.#release.namespace];
    const terminate = ['python3', '-c', 'import os; os.kill(1, 15)'];
    await kubectl([...inNamespace, 'exec', 'writer', '--container', 'app', '--', ...terminate]);
    return until('the writer prints its ledger', async () => {
      const log = await kubectl([...inNamespace, 'logs', 'writer', '--container', 'app']);
      return log === '' ? undefined : (JSON.parse(log) as Ledger);
    });
  }

  /** Takes away what it needed and wrote, so that another may start. */
  async remove(): Promise<void> {
    const { namespace } = this.#release;
    await kubectl(['--namespace', namespace, 'delete', 'pod/writer', 'configmap/writer']);
    await sql(namespace, await primary(namespace), 'drop table ledger');
  }

  async #rows(): Promise<number> {
    const { namespace } = this.#release;
    return Number(await sql(namespace, await primary(namespace), 'select count(*) from ledger'));
  }
}

/** The writer's table on every member, each read once it has replayed what the primary had written by now. */
export async function tables(release: Release): Promise<Tables> {
  const { namespace } = release;
  const wal = await sql(namespace, await primary(namespace), 'select pg_current_wal_flush_lsn()');
  const replayed = `select not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= '${wal}'`;
  const found: Record<string, ReadonlySet<number>> = {};
  for (const member of release.members) {
    await until(`${member} has replayed ${wal}`, async () =>
      (await sql(namespace, member, replayed)) === 't' ? true : undefined,
    );
    const rows = await sql(namespace, member, 'select id from ledger');
    found[member] = new Set(rows.split('\n').map(Number));
  }
  return found;
}
