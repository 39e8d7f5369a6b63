/**
 * Cuts what goes between two pods, in the firewall of the one's own network: neither of them is told. The rules are set by an
 * ephemeral container, which any cluster has; its image is the proxy's own, whose iptables made the redirect.
 */
import { getObject, kubectl } from './run.ts';
import { until } from './wait.ts';

interface Container {
  name: string;
  image?: string | undefined;
}

interface Pod {
  metadata: { resourceVersion?: string };
  spec: { containers: Container[]; initContainers?: Container[]; ephemeralContainers?: Container[] };
  status: { podIP: string };
}

const name = 'firewall';

const podOf = (namespace: string, pod: string): Promise<Pod> => getObject<Pod>(namespace, 'pod', pod);

/** It ends with its pod: as process 1, a shell without a trap would wait for the end of the grace period. */
const firewall = (image: string | undefined) => ({
  name,
  image,
  command: ['sh', '-c', 'trap exit TERM; sleep 3600 & wait'],
  securityContext: { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['NET_ADMIN', 'NET_RAW'] } },
});

const iptables = (namespace: string, pod: string, rule: string[]): Promise<string> =>
  kubectl(['--namespace', namespace, 'exec', pod, '--container', name, '--', 'iptables', ...rule]);

/** Puts the container beside the others, where it is not there yet. */
async function enter(namespace: string, pod: string): Promise<void> {
  const object = await podOf(namespace, pod);
  const { containers, initContainers = [], ephemeralContainers = [] } = object.spec;
  if (!ephemeralContainers.some((container) => container.name === name)) {
    const proxy = [...initContainers, ...containers].find((container) => container.name === 'istio-proxy');
    object.spec.ephemeralContainers = [...ephemeralContainers, firewall(proxy?.image)];
    // The status of a pod changes all the time; a conflict over that would say nothing.
    delete object.metadata.resourceVersion;
    const path = `/api/v1/namespaces/${namespace}/pods/${pod}/ephemeralcontainers`;
    await kubectl(['replace', '--raw', path, '--filename', '-'], JSON.stringify(object));
  }
  await until(`iptables runs in ${pod}`, () => iptables(namespace, pod, ['--list', '--numeric']));
}

/** Puts rules into the firewall of a pod's network; returns what takes them out again. */
async function drop(namespace: string, pod: string, rules: string[][]): Promise<() => Promise<void>> {
  await enter(namespace, pod);
  const each = async (what: string): Promise<void> => {
    for (const rule of rules) await iptables(namespace, pod, [what, ...rule, '--jump', 'DROP']);
  };
  await each('--insert');
  return () => each('--delete');
}

/** Drops every packet of Postgres between `pod` and `upstream`; returns what lets them through again. */
export async function cutPostgres(
  namespace: string,
  pod: string,
  upstream: string,
): Promise<() => Promise<void>> {
  const other = (await podOf(namespace, upstream)).status.podIP;
  return drop(namespace, pod, [
    ['INPUT', '--protocol', 'tcp', '--source', other, '--sport', '5432'],
    ['OUTPUT', '--protocol', 'tcp', '--destination', other, '--dport', '5432'],
  ]);
}

/** Drops what a pod's proxy sends to istiod, which gives it its configuration and its certificate. */
export async function cutIstiod(namespace: string, pod: string): Promise<() => Promise<void>> {
  return drop(namespace, pod, [['OUTPUT', '--protocol', 'tcp', '--dport', '15012']]);
}
