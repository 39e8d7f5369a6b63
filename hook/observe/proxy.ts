import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { KubeError } from '../kube/errors.ts';
import { requestPod } from '../kube/http.ts';
import { look } from './look.ts';
import type { Looked } from './looked.ts';
import type { ProxySeen } from './seen-member.ts';
import type { Look } from './target.ts';

const proxyName = 'istio-proxy';

/** Envoy's own word, from inside the pod; the container's Ready is the kubelet's, and older. */
export async function readProxy(at: Look, pod: V1Pod): Promise<Looked<ProxySeen>> {
  const kind = proxyKind(pod);
  const ports = {
    excludedInboundPorts: excluded(pod, 'Inbound'),
    excludedOutboundPorts: excluded(pod, 'Outbound'),
  };
  if (kind === 'none') return { seen: { kind, ready: null, answer: '', ...ports } };
  const name = pod.metadata?.name ?? '';
  return look(`ask the proxy of Pod ${at.namespace}/${name}`, async () => ({
    kind,
    ...(await ask(at, name)),
    ...ports,
  }));
}

async function ask(at: Look, pod: string): Promise<Pick<ProxySeen, 'ready' | 'answer'>> {
  const to = { namespace: at.namespace, pod, port: 15021, path: '/healthz/ready', timeoutMs: 3_000 };
  try {
    const { status, body } = await requestPod(at.cluster, to, at.deadline);
    return { ready: status === 200, answer: status === 200 ? '' : `${status} ${body.trim().slice(0, 200)}` };
  } catch (error) {
    // A proxy that does not listen yet is an answer; a port-forward that is refused is not.
    if (!(error instanceof KubeError) || error.kind !== 'unreachable') throw error;
    return { ready: false, answer: error.because };
  }
}

export function proxyKind({ spec }: V1Pod): ProxySeen['kind'] {
  const isProxy = (container: V1Container) => container.name === proxyName;
  if (spec?.initContainers?.some((c) => isProxy(c) && c.restartPolicy === 'Always')) return 'native';
  return spec?.containers.some(isProxy) ? 'classic' : 'none';
}

/** From what the iptables rules were really made of, the arguments of istio-init; with a CNI from the annotation. */
function excluded(pod: V1Pod, direction: 'Inbound' | 'Outbound'): number[] {
  const init = pod.spec?.initContainers?.find(
    ({ name }) => name === 'istio-init' || name === 'istio-validation',
  );
  const args = init?.args ?? [];
  const flag = direction === 'Inbound' ? '-d' : '-o';
  const at = args.indexOf(flag);
  const annotation = pod.metadata?.annotations?.[`traffic.sidecar.istio.io/exclude${direction}Ports`];
  const list = at < 0 ? annotation : args[at + 1];
  return (list ?? '')
    .split(',')
    .map((port) => Number.parseInt(port, 10))
    .filter((port) => !Number.isNaN(port));
}
