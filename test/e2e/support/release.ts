/** A release of the chart: what a user does with Helm, and what Helm says of it. */
import { allStream } from './cluster-state.ts';
import { kubectl, run, type Outcome } from './run.ts';
import { primary } from './sql.ts';
import { imageValues } from './target.ts';
import { until } from './wait.ts';

/** Small requests, so that several clusters share two cores; one place for what every test sets. */
const small = {
  'storage.size': '1Gi',
  'resources.requests.cpu': '10m',
  'resources.requests.memory': '64Mi',
};

export type Values = Record<string, string | number | boolean>;

export interface ReleaseOptions {
  /** `helm` (4) or `helm3`. */
  helm?: 'helm' | 'helm3';
  name?: string;
  /** Name of the StatefulSet, where it is not <release>-patroni. */
  fullname?: string;
  /** Folder of the chart, where it is not the project's. */
  chart?: string;
  /** Values of every install and upgrade of this release. */
  values?: Values;
}

/** What `helm history` says of one revision. */
export interface Revision {
  revision: number;
  status: string;
  description: string;
}

export class Release {
  readonly namespace: string;
  readonly name: string;
  readonly helm: 'helm' | 'helm3';
  readonly chart: string;
  readonly values: Values;
  /** Name of the StatefulSet. */
  readonly fullname: string;

  constructor(namespace: string, options: ReleaseOptions = {}) {
    this.namespace = namespace;
    this.name = options.name ?? 'db';
    this.fullname = options.fullname ?? `${this.name}-patroni`;
    this.helm = options.helm ?? 'helm';
    this.chart = options.chart ?? 'chart';
    this.values = { ...small, ...imageValues, 'istio.mode': 'mtls', ...options.values };
  }

  member(ordinal: number): string {
    return `${this.fullname}-${ordinal}`;
  }

  get members(): string[] {
    const count = Number(this.values['replicas'] ?? 3);
    return Array.from({ length: count }, (_, ordinal) => this.member(ordinal));
  }

  async command(...args: string[]): Promise<Outcome> {
    return run(this.helm, [...args, '--namespace', this.namespace]);
  }

  /** `helm upgrade --install` with the release's values and the given ones. */
  async upgrade(values: Values = {}, ...args: string[]): Promise<Outcome> {
    return this.command(
      'upgrade',
      '--install',
      this.name,
      this.chart,
      ...settings({ ...this.values, ...values }),
      ...args,
    );
  }

  async install(...args: string[]): Promise<Outcome> {
    return this.command('install', this.name, this.chart, ...settings(this.values), ...args);
  }

  async rollback(...args: string[]): Promise<Outcome> {
    return this.command('rollback', this.name, ...args);
  }

  /** Hands the leader key to a member, as a user would. */
  async leadBy(candidate: string): Promise<void> {
    const { namespace, fullname } = this;
    const leader = await primary(namespace, fullname);
    if (leader === candidate) return;
    const inPod = ['exec', leader, '--container', 'patroni', '--', 'patronictl', 'switchover'];
    const names = ['--leader', leader, '--candidate', candidate, '--force'];
    await kubectl(['--namespace', namespace, ...inPod, ...names]);
    const leads = async () => ((await primary(namespace, fullname)) === candidate ? true : undefined);
    await until(`${candidate} leads`, leads);
    await allStream(this);
  }

  /** The verdict of the same tool at any time. */
  async test(): Promise<Outcome> {
    return this.command('test', this.name, '--logs');
  }

  /** The newest revision. */
  async last(): Promise<Revision> {
    const { stdout } = await this.command('history', this.name, '--output', 'json');
    const last = (JSON.parse(stdout) as Revision[]).at(-1);
    if (last === undefined) throw new Error(`release ${this.name} has no history`);
    return last;
  }
}

function settings(values: Values): string[] {
  return Object.entries(values).flatMap(([path, value]) => ['--set', `${path}=${value}`]);
}
