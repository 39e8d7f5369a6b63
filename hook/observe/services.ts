import type { V1Endpoint, V1Service } from '@kubernetes/client-node';
import { look, lookFor } from './look.ts';
import type { Looked } from './looked.ts';
import type { Observation } from './observation.ts';
import type { EndpointSeen, ServiceSeen } from './seen-cluster.ts';
import type { Look } from './target.ts';

export async function readServices(at: Look): Promise<Observation['services']> {
  const [primary, replicas, members] = await Promise.all([
    readService(at, at.name),
    readService(at, `${at.name}-replicas`),
    readService(at, `${at.name}-members`),
  ]);
  return { primary, replicas, members };
}

async function readService(at: Look, name: string): Promise<Looked<ServiceSeen | null>> {
  const { cluster, namespace, deadline } = at;
  const what = `read Service ${namespace}/${name}`;
  return lookFor(what, async () =>
    toSeen(
      await cluster.call(what, deadline, (o) => cluster.core.readNamespacedService({ name, namespace }, o)),
    ),
  );
}

function toSeen({ spec }: V1Service): ServiceSeen {
  return {
    clusterIp: spec?.clusterIP ?? '',
    selector: spec?.selector ?? {},
    publishNotReadyAddresses: spec?.publishNotReadyAddresses ?? false,
    ports: (spec?.ports ?? []).map((port) => ({
      name: port.name ?? '',
      port: port.port,
      targetPort: String(port.targetPort ?? port.port),
      appProtocol: port.appProtocol ?? '',
    })),
  };
}

/** EndpointSlices are what kube-proxy and Istio read. */
export async function readEndpoints(at: Look): Promise<Looked<EndpointSeen[]>> {
  const { cluster, namespace, deadline } = at;
  const what = `list the EndpointSlices of Service ${namespace}/${at.name}`;
  const labelSelector = `kubernetes.io/service-name=${at.name}`;
  return look(what, async () => {
    const list = await cluster.call(what, deadline, (o) =>
      cluster.discovery.listNamespacedEndpointSlice({ namespace, labelSelector }, o),
    );
    return list.items.flatMap(({ endpoints }) => (endpoints ?? []).map(toEndpoint));
  });
}

function toEndpoint({ targetRef, addresses, conditions }: V1Endpoint): EndpointSeen {
  return { pod: targetRef?.name ?? '', address: addresses[0] ?? '', ready: conditions?.ready ?? true };
}
