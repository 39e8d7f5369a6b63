/** A sidecar's own word, from Envoy's admin port: what it was told to do, and what it has counted. */
import { kubectl } from '../../../e2e/support/run.ts';

interface FilterChain {
  filter_chain_match?: { destination_port?: number };
  transport_socket?: object;
}
interface Listener {
  name: string;
  active_state?: { listener: { filter_chains?: FilterChain[] } };
  warming_state?: object;
}
interface Cluster {
  name: string;
  type?: string;
  transport_socket?: { name: string };
  transport_socket_matches?: { name: string; transport_socket: { name: string } }[];
}
interface Endpoint {
  endpoint: { address: { socket_address: { address: string } } };
  metadata?: { filter_metadata: Record<string, { tlsMode?: string } | undefined> };
}
interface Assignment {
  cluster_name: string;
  endpoints?: { lb_endpoints?: Endpoint[] }[];
}

const tls = 'envoy.transport_sockets.tls';

async function admin(namespace: string, pod: string, path: string): Promise<string> {
  const inProxy = ['exec', pod, '--container', 'istio-proxy', '--', 'pilot-agent', 'request', 'GET', path];
  return kubectl(['--namespace', namespace, ...inProxy]);
}

/** An endpoint's label chooses among a cluster's sockets; where there is no choice, the cluster has the one. */
function socketFor(cluster: Cluster, { metadata }: Endpoint): { name: string } | undefined {
  const mode = metadata?.filter_metadata['envoy.transport_socket_match']?.tlsMode ?? 'disabled';
  const match = cluster.transport_socket_matches?.find(({ name }) => name === `tlsMode-${mode}`);
  return (match ?? cluster).transport_socket;
}

interface Dump {
  dynamic_listeners?: Listener[];
  dynamic_active_clusters?: { cluster: Cluster }[];
  dynamic_endpoint_configs?: { endpoint_config: Assignment }[];
}

/** What a proxy works with now, not what istiod has been asked for. */
export class Proxy {
  readonly #dumps: Dump[];
  readonly #namespace: string;

  private constructor(namespace: string, dumps: Dump[]) {
    this.#namespace = namespace;
    this.#dumps = dumps;
  }

  static async of(namespace: string, pod: string): Promise<Proxy> {
    const dump = await admin(namespace, pod, 'config_dump?include_eds');
    return new Proxy(namespace, (JSON.parse(dump) as { configs: Dump[] }).configs);
  }

  get #listeners(): Listener[] {
    return this.#dumps.flatMap((dump) => dump.dynamic_listeners ?? []);
  }

  /** What it takes on a port of its own pod. */
  inbound(port: number): string {
    const listener = this.#listeners.find(({ name }) => name === 'virtualInbound');
    if (listener?.warming_state) return 'changing';
    const chains = (listener?.active_state?.listener.filter_chains ?? []).filter(
      (chain) => chain.filter_chain_match?.destination_port === port,
    );
    const isTls = chains.some((chain) => chain.transport_socket);
    const isClear = chains.some((chain) => !chain.transport_socket);
    if (isTls && isClear) return 'TLS and clear';
    return isTls ? 'TLS' : isClear ? 'clear' : '-';
  }

  /** How it speaks to the address of a headless Service's pod. */
  headless(service: string, port: number, address: string): string {
    const cluster = this.#cluster(service, port);
    if (cluster === undefined) return '-';
    if (!this.#listeners.some(({ name, active_state }) => name === `${address}_${port}` && active_state))
      return 'no listener';
    return cluster.transport_socket?.name === tls ? 'TLS' : 'clear';
  }

  /** How it speaks to the one pod behind a Service. */
  service(service: string, port: number, address: string): string {
    const cluster = this.#cluster(service, port);
    if (cluster === undefined) return '-';
    const endpoints = this.#dumps
      .flatMap((dump) => dump.dynamic_endpoint_configs ?? [])
      .filter(({ endpoint_config }) => endpoint_config.cluster_name === cluster.name)
      .flatMap(({ endpoint_config }) => endpoint_config.endpoints ?? [])
      .flatMap(({ lb_endpoints = [] }) => lb_endpoints);
    const [only, ...more] = endpoints;
    if (only?.endpoint.address.socket_address.address !== address || more.length > 0)
      return 'other endpoints';
    return socketFor(cluster, only)?.name === tls ? 'TLS' : 'clear';
  }

  #cluster(service: string, port: number): Cluster | undefined {
    const prefix = `outbound|${port}||${service}.${this.#namespace}.svc.`;
    return this.#dumps
      .flatMap((dump) => dump.dynamic_active_clusters ?? [])
      .map(({ cluster }) => cluster)
      .find(({ name }) => name.startsWith(prefix));
  }
}

export type Counters = Record<string, number>;

/** Connections counted by cluster, and those that no chain of the inbound listener wanted. */
export async function counters(namespace: string, pod: string): Promise<Counters> {
  const filter = '^(cluster.*upstream_cx_total|listener.*_15006.no_filter_chain_match)$';
  const text = await admin(namespace, pod, `stats?filter=${filter}&format=json`);
  const { stats } = JSON.parse(text) as { stats: { name?: string; value: number }[] };
  return Object.fromEntries(stats.map(({ name = '', value }) => [name, value]));
}

/** The version that Envoy itself reports. */
export async function envoyVersion(namespace: string, pod: string): Promise<string> {
  const { version } = JSON.parse(await admin(namespace, pod, 'server_info')) as { version: string };
  return version.split('/')[1] ?? version;
}
