import { requestPod } from '../kube/http.ts';
import { look } from './look.ts';
import type { Looked } from './looked.ts';
import type { InboundSeen, TrafficSeen } from './seen-member.ts';
import type { Look } from './target.ts';

interface Chain {
  filter_chain_match?: { destination_port?: number; transport_protocol?: string };
  transport_socket?: { name: string };
}

interface ListenerDump {
  configs?: { active_state?: { last_updated?: string; listener?: { filter_chains?: Chain[] } } }[];
}

interface EnvoyCluster {
  transport_socket?: { name: string };
  /** istiod writes the DestinationRule that it made the cluster from. */
  metadata?: { filter_metadata?: { istio?: { config?: string } } };
}

interface ClusterDump {
  configs?: { last_updated?: string; cluster?: EnvoyCluster }[];
}

/** Envoy's administration port listens on the pod's loopback alone. */
const port = 15000;

/**
 * What the proxy was told about 5432, which is what istiod made of all policies, those of the mesh too. Its iptables rules, which
 * may keep the port away from it, are not in there.
 */
export async function readTraffic(at: Look, pod: string): Promise<Looked<TrafficSeen>> {
  return look(`read the proxy configuration of Pod ${at.namespace}/${pod}`, async () => {
    const [listeners, clusters] = await Promise.all([
      dump<ListenerDump>(at, pod, 'dynamic_listeners&name_regex=virtualInbound'),
      dump<ClusterDump>(at, pod, `dynamic_active_clusters&name_regex=${clusterName(at)}`),
    ]);
    return toTraffic(listeners, clusters);
  });
}

/** Through the headless Service, in any domain of the cluster; a dot stands for what a URL would have to escape. */
function clusterName({ name, namespace }: Look): string {
  return encodeURIComponent(`outbound.5432..${name}-members.${namespace}.svc.*`);
}

async function dump<T>(at: Look, pod: string, resource: string): Promise<T> {
  const path = `/config_dump?resource=${resource}`;
  const to = { namespace: at.namespace, pod, port, path, timeoutMs: 3_000 };
  const { status, body } = await requestPod(at.cluster, to, at.deadline);
  // Envoy answers so while it has none of them.
  return (status === 200 ? JSON.parse(body) : {}) as T;
}

export function toTraffic({ configs: [listener] = [] }: ListenerDump, clusters: ClusterDump): TrafficSeen {
  const { last_updated: listenerAt = '', listener: seen = {} } = listener?.active_state ?? {};
  const { last_updated: clusterAt = '', cluster } = clusters.configs?.[0] ?? {};
  return {
    inbound: inboundOf(seen.filter_chains, 5432),
    restApi: inboundOf(seen.filter_chains, 8008),
    ...outboundOf(cluster),
    changedAt: later(listenerAt, clusterAt),
  };
}

const later = (one: string, other: string): string => (one > other ? one : other);

function outboundOf(cluster: EnvoyCluster | undefined): Pick<TrafficSeen, 'outbound' | 'rule'> {
  if (cluster === undefined) return { outbound: '', rule: '' };
  const config = cluster.metadata?.filter_metadata?.istio?.config ?? '';
  const [, rule = ''] = /destination-rule\/(.+)$/.exec(config) ?? [];
  return { outbound: cluster.transport_socket === undefined ? 'plaintext' : 'mTLS', rule };
}

/** istiod makes chains with TLS for STRICT, without for DISABLE, both for PERMISSIVE. */
function inboundOf(chains: Chain[] = [], to: number): InboundSeen {
  const own = chains.filter(({ filter_chain_match: match }) => match?.destination_port === to);
  if (own.length === 0) return '';
  const takesTls = own.some(({ transport_socket: socket }) => socket !== undefined);
  const takesPlain = own.some(({ transport_socket: socket }) => socket === undefined);
  if (takesTls && takesPlain) return 'PERMISSIVE';
  return takesTls ? 'STRICT' : 'DISABLE';
}
