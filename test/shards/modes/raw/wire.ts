/** What passes on the wire between pods, read beside it: whether a connection to 5432 begins with TLS or with Postgres' own words. */
import { kubectl } from '../../../e2e/support/run.ts';
import { until } from '../../../e2e/support/wait.ts';
import { apply, objectsOf, textOf } from './manifests.ts';
import { distinct } from './words.ts';

export interface Connection {
  from: string;
  to: string;
  /** `TLS`, `clear`, or `unknown` with the first bytes. */
  first: string;
}

/** Lines that were there already. */
export type Mark = ReadonlySet<string>;

const hostOf = (address = ''): string => address.slice(0, address.lastIndexOf(':'));

export class Wire {
  readonly #namespace: string;

  private constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** Puts a reader on every node and waits until each reads. */
  static async tap(namespace: string): Promise<Wire> {
    const data = { 'wire.py': textOf('wire.py') };
    const script = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'wire' }, data };
    await apply(namespace, [script, ...objectsOf('wire.yaml', namespace)]);
    const rollout = ['rollout', 'status', 'daemonset/wire', '--timeout=90s'];
    await kubectl(['--namespace', namespace, ...rollout]);
    const wire = new Wire(namespace);
    await until('the wire is read', async () => ((await wire.mark()).size > 0 ? true : undefined));
    return wire;
  }

  async mark(): Promise<Mark> {
    const all = ['--selector', 'app=wire', '--prefix', '--tail=-1', '--max-log-requests=50'];
    const log = await kubectl(['--namespace', this.#namespace, 'logs', ...all]);
    return new Set(log.split('\n').filter(Boolean));
  }

  /** Connections that began after the mark, in their order on each node. */
  async since(mark: Mark): Promise<Connection[]> {
    const lines = [...(await this.mark())].filter((line) => !mark.has(line));
    return lines.map((line) => {
      // The log's own prefix, the number, the client, the server, the meaning.
      const [first = '', to, from] = line.split(' ').reverse();
      return { from: hostOf(from), to: hostOf(to), first };
    });
  }

  /** The same between two addresses, once there is one; none where none comes in a moment. */
  async sinceOf(mark: Mark, from: string, to: string): Promise<Connection[]> {
    const between = async (): Promise<Connection[] | undefined> => {
      const found = (await this.since(mark)).filter((one) => one.from === from && one.to === to);
      return found.length > 0 ? found : undefined;
    };
    return until('a connection', between, 5).catch(() => []);
  }
}

/** How connections between two addresses begin. */
export function firstBytes(connections: Connection[], from: string, to: string): string {
  const found = connections.filter((one) => one.from === from && one.to === to);
  return distinct(found.map(({ first }) => first)) || 'nothing';
}
