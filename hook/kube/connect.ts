import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { Cluster } from './cluster.ts';
import { messageOf, UsageError } from './errors.ts';

export interface ConnectOptions {
  kubeconfig?: string | undefined;
  context?: string | undefined;
  /** How long after the start a 403 is asked again. */
  forgiveForbiddenMs?: number | undefined;
}

/** In a Pod by its service account, elsewhere by the kubeconfig; every way to have none is one sentence. */
export function connect(options: ConnectOptions = {}): Cluster {
  const config = new KubeConfig();
  load(config, options.kubeconfig);
  selectContext(config, options);
  return new Cluster(config, options.forgiveForbiddenMs);
}

function load(config: KubeConfig, kubeconfig: string | undefined): void {
  const [first, ...others] = kubeconfig === undefined ? listed() : [kubeconfig];
  if (first === undefined) return reading('~/.kube/config', () => config.loadFromDefault());
  reading(first, () => config.loadFromFile(first));
  for (const file of others) reading(file, () => add(config, file));
}

function add(config: KubeConfig, file: string): void {
  const other = new KubeConfig();
  other.loadFromFile(file);
  config.mergeConfig(other, Boolean(config.getCurrentContext()));
}

function reading(file: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    throw new UsageError(`The kubeconfig ${file} cannot be read: ${whyNot(error)}.`, { cause: error });
  }
}

/** The parser goes on with the lines around the mistake; they are left out, for they may hold a password. */
function whyNot(error: unknown): string {
  const [first = ''] = messageOf(error).split('\n');
  return first.replace(/ \((\d+):\d+\)$/, ' (line $1)');
}

/** The files of KUBECONFIG. Some of a list may be missing, as for kubectl; where all are, the first is the one to name. */
function listed(): string[] {
  const files = (process.env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  const there = files.filter((file) => existsSync(file));
  return there.length === 0 ? files.slice(0, 1) : there;
}

function selectContext(config: KubeConfig, { context, kubeconfig }: ConnectOptions): void {
  const names = config.getContexts().map(({ name }) => name);
  if (context !== undefined) {
    if (!names.includes(context)) {
      const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
      throw new UsageError(`There is no context "${context}" in the kubeconfig: ${known}.`);
    }
    config.setCurrentContext(context);
  }
  // Without a file, the client invents a cluster on localhost:8080; nobody has one there.
  const invented = kubeconfig === undefined && names.length === 1 && names[0] === 'loaded-context';
  if (invented || config.getCurrentCluster() === null) {
    throw new UsageError(
      'There is no Kubernetes context: set KUBECONFIG, or give --kubeconfig and --context (in a Pod, mount its service account token).',
    );
  }
}
