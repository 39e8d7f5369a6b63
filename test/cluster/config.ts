/** Who this cluster is and where it lives. Everything is derived from the checkout's path, so two checkouts never meet. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const checkout = resolve(import.meta.dirname, '../..');
const id = createHash('sha256').update(checkout).digest('hex').slice(0, 8);

function xdg(variable: string, fallback: string): string {
  return join(process.env[variable] ?? join(homedir(), fallback), 'patroni-istio');
}

/** Built tools and images, shared by all checkouts. */
export const cache = xdg('XDG_CACHE_HOME', '.cache');

/** All that a running cluster writes; removed by `down`. */
export const state = join(xdg('XDG_STATE_HOME', '.local/state'), id);

/** Beginning of the names of this checkout's locks; they outlive `down`, so they lie in the cache. */
export const locks = join(cache, 'locks', id);

export const cluster = {
  id,
  checkout,
  /** Marks the sandbox's first process and its cgroups. */
  marker: `patroni-istio-${id}`,
  kubeconfig: join(state, 'kubeconfig'),
  logs: join(state, 'log'),
  auditLog: join(state, 'audit.log'),
  serviceCidr: '10.96.0.0/16',
  apiServiceAddress: '10.96.0.1',
  podCidr: '10.244.0.0/16',
  domain: 'cluster.local',
  /** First port to try on the host's loopback; the next free one is taken. */
  firstLoopbackPort: 20000 + (parseInt(id, 16) % 10000),
} as const;

/** One Kubernetes node: a network namespace with its own containerd, kubelet and kube-proxy. */
export interface Node {
  name: string;
  address: string;
  podCidr: string;
  podGateway: string;
}

/** A node is a function of its name: `node1`, `node2`, ... */
export function node(name: string): Node {
  const index = Number(/^node([1-9])$/.exec(name)?.[1]);
  if (!index) throw new Error(`a node is called node1 to node9, not ${name}`);
  return {
    name,
    address: `172.30.${index}.1`,
    podCidr: `10.244.${index}.0/24`,
    podGateway: `10.244.${index}.1`,
  };
}

/** The node that also carries the control plane. */
export const firstNode = node('node1');
