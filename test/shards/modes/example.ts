/** A cluster of the shape of Patroni's own Kubernetes example, and its commands as a user types them. */
import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Paths, pathsBetween } from '../../e2e/support/paths.ts';
import { kubectl, type Outcome, root, run } from '../../e2e/support/run.ts';
import { registry, target } from '../../e2e/support/target.ts';
import { until } from '../../e2e/support/wait.ts';

const name = 'patronidemo';
const members = [0, 1, 2].map((ordinal) => `${name}-${ordinal}`);
const manifest = readFileSync(join(root, 'test/fixtures/patroni-example/cluster.yaml'), 'utf8');

export class Example {
  readonly namespace: string;
  readonly fullname = name;
  /** Where the user's files are. */
  readonly folder = mkdtempSync(join(tmpdir(), 'patroni-istio-example-'));

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** Applies the manifest, and makes the namespace that of the user's context. */
  async begin(): Promise<void> {
    const own = manifest.replace('image: localhost/', `image: ${registry}/`);
    await kubectl(['--namespace', this.namespace, 'apply', '--filename', '-'], own);
    const kubeconfig = readFileSync(target.kubeconfig, 'utf8');
    writeFileSync(join(this.folder, 'kubeconfig'), kubeconfig, { mode: 0o600 });
    const context = await this.type(`kubectl config set-context --current --namespace ${this.namespace}`);
    if (context.exitCode !== 0) throw new Error(context.output);
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), `${text}\n`);
  }

  /** Runs commands in the user's folder, up to the first that fails. */
  async type(commands: string): Promise<Outcome> {
    const own = `export KUBECONFIG=${join(this.folder, 'kubeconfig')}\n${commands}`;
    return run('bash', ['-e', '-o', 'pipefail', '-c', own], '', this.folder);
  }

  /** SQL on a member, by loopback and the password: what the example has no line for in pg_hba is not used. */
  async sql(pod: string, statement: string): Promise<string> {
    const login = `PGPASSWORD=$PATRONI_SUPERUSER_PASSWORD psql -h 127.0.0.1 -U postgres -XAt -c "$0"`;
    const exec = ['exec', pod, '--container', name, '--', 'sh', '-c', login, statement];
    return kubectl(['--namespace', this.namespace, ...exec]);
  }

  async leader(): Promise<string> {
    const selector = ['--selector', `cluster-name=${name},role=primary`, '--output', 'name'];
    const found = await kubectl(['--namespace', this.namespace, 'get', 'pods', ...selector]);
    const [pod, ...others] = found.split('\n').filter(Boolean);
    if (pod === undefined || others.length > 0) throw new Error(`one leader expected, seen: ${found}`);
    return pod.replace('pod/', '');
  }

  /** The address of each member that streams. */
  async senders(): Promise<Record<string, string>> {
    const statement = `select application_name, client_addr from pg_stat_replication where state = 'streaming'`;
    const rows = await this.sql(await this.leader(), statement);
    const pairs = rows.split('\n').filter(Boolean);
    return Object.fromEntries(pairs.map((row) => row.split('|') as [string, string]));
  }

  /** The row of the page's table, over streams that are opened anew, with a row of data that every member has to get. */
  async paths(): Promise<Paths> {
    await this.sql(await this.leader(), 'select pg_terminate_backend(pid) from pg_stat_replication');
    const senders = await until('both replicas stream', async () => {
      const seen = await this.senders();
      return Object.keys(seen).length === 2 ? seen : undefined;
    });
    await this.#replicates();
    return pathsBetween(this.namespace, senders, { service: name, headless: `${name}-headless` });
  }

  async #replicates(): Promise<void> {
    const leader = await this.leader();
    await this.sql(leader, 'create table if not exists proof (id serial primary key)');
    const id = (await this.sql(leader, 'insert into proof default values returning id')).split('\n')[0] ?? '';
    for (const member of members) {
      await until(`${member} has row ${id} and all before it`, async () => {
        const rows = await this.sql(member, `select count(*), max(id) from proof`);
        return rows.split('|')[1] === id ? true : undefined;
      });
    }
  }

  /** How many rows there are of those that were written. */
  async rows(): Promise<string> {
    return this.sql(await this.leader(), 'select count(*) from proof');
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }
}
