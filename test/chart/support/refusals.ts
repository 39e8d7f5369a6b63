/** Every refusal of the guards: the value that is refused, the whole sentence, and the nearest value that is not refused. */
import { kubernetes } from './refusals/kubernetes.ts';
import { meshGuards } from './refusals/mesh.ts';
import { pod } from './refusals/pod.ts';
import { postgres } from './refusals/postgres.ts';
import type { RenderOptions, Values } from './render.ts';

export interface Guard {
  title: string;
  wrong: Values;
  /** Where it is not the values alone that are wrong. */
  options?: RenderOptions;
  /** The path, what was given, what is allowed, and the way out. */
  says: string;
  border: Values;
}

const patroni = { loopWait: 5, retryTimeout: 8 };
const mtls = { istio: { mode: 'mtls' } };
const exclude = { istio: { mode: 'exclude' } };
const sidecar = (more: object) => ({ pod: { sidecars: [{ name: 'x', image: 'y', ...more }] } });
const ports = (containerPort: number) => sidecar({ ports: [{ containerPort }] });
const nodePorts = (primary: number, replicas: number) => ({
  service: {
    primary: { type: 'NodePort', nodePort: primary },
    replicas: { type: 'NodePort', nodePort: replicas },
  },
});

export const guards: Guard[] = [
  ...meshGuards,
  {
    title: 'nobody who makes the passwords',
    wrong: { preflight: { enabled: false } },
    says: 'preflight.enabled is false, so nothing makes the passwords; set credentials.existingSecret to a Secret of yours, or leave preflight.enabled true.',
    border: { preflight: { enabled: false }, credentials: { existingSecret: 'mine' } },
  },
  {
    title: 'a window that the time-out of verify cuts off',
    wrong: { verify: { windowSeconds: 60, timeoutSeconds: 60 } },
    says: 'verify.windowSeconds is 60, not less than verify.timeoutSeconds (60); lower the first or raise the second.',
    border: { verify: { windowSeconds: 59, timeoutSeconds: 60 } },
  },
  {
    title: 'a verify that Helm does not wait for',
    wrong: { verify: { timeoutSeconds: 271 } },
    says: 'verify.timeoutSeconds is 271, more than hook.helmTimeoutSeconds - 30 (270), so Helm would give up before the Job says why; give helm a longer --timeout and set hook.helmTimeoutSeconds to it, or lower verify.timeoutSeconds.',
    border: { verify: { timeoutSeconds: 570 }, hook: { helmTimeoutSeconds: 600 } },
  },
  {
    title: 'a ttl that ends before Patroni has tried twice',
    wrong: { patroni: { ...patroni, ttl: 20 } },
    says: 'patroni.ttl is 20, less than loopWait + 2 * retryTimeout (21); raise patroni.ttl or lower the other two.',
    border: { patroni: { ...patroni, ttl: 21 } },
  },
  {
    title: 'more synchronous replicas than there are replicas',
    wrong: { replicas: 2, patroni: { synchronousMode: 'quorum', synchronousNodeCount: 2 } },
    says: 'patroni.synchronousNodeCount is 2, not less than replicas (2), so no commit would have enough replicas to wait for; raise replicas, lower patroni.synchronousNodeCount, or set patroni.synchronousMode to "off".',
    border: { replicas: 3, patroni: { synchronousMode: 'quorum', synchronousNodeCount: 2 } },
  },
  {
    title: 'more replicas than may stream',
    wrong: { replicas: 10, postgres: { parameters: { max_replication_slots: 20 } } },
    says: 'replicas is 10, but postgres.parameters.max_wal_senders is 10, less than replicas + 1, so not every replica could stream; raise it (on a cluster that runs, by patronictl edit-config first), or lower replicas.',
    border: { replicas: 9 },
  },
  {
    title: "a parameter that is not the reader's to set",
    wrong: { postgres: { parameters: { port: 5433 } } },
    says: 'postgres.parameters.port is not yours to set: Patroni sets it, and Services, policies and probes expect 5432; remove it.',
    border: { postgres: { parameters: { tcp_keepalives_idle: 60 } } },
  },
  {
    title: 'trust over the network',
    wrong: { postgres: { pgHba: ['host all all 10.0.0.0/8 trust'] } },
    says: 'postgres.pgHba has "host all all 10.0.0.0/8 trust": trust lets everybody in, and behind a proxy everybody is 127.0.0.6; use scram-sha-256.',
    border: { postgres: { pgHba: ['host all trust 10.0.0.0/8 scram-sha-256'] } },
  },
  {
    title: 'a setting of a Service of another type',
    wrong: { service: { replicas: { nodePort: 31000 } } },
    says: 'service.replicas.nodePort does nothing with service.replicas.type ClusterIP; remove it, or set the type to NodePort or LoadBalancer.',
    border: { service: { replicas: { nodePort: 31000, type: 'NodePort' } } },
  },
  {
    title: 'clients from outside of the mesh',
    wrong: { ...mtls, service: { primary: { type: 'LoadBalancer' } } },
    says: 'service.primary.type is LoadBalancer with istio.mode mtls, whose proxies refuse clients from outside of a STRICT mesh; leave it ClusterIP and let clients in through an ingress gateway of Istio, or set istio.mode to permissive.',
    border: { istio: { mode: 'permissive' }, service: { primary: { type: 'LoadBalancer' } } },
  },
  {
    title: 'clients from outside that the NetworkPolicy keeps out',
    wrong: { ...exclude, service: { replicas: { type: 'NodePort' } } },
    says: 'service.replicas.type is NodePort, but the NetworkPolicy lets in the clients of networkPolicy.clients alone, of which none is an ipBlock, so none is outside of the cluster; add {ipBlock: {cidr: ...}} there, leave the type ClusterIP, or set networkPolicy.render to never.',
    border: {
      ...exclude,
      service: { replicas: { type: 'NodePort' } },
      networkPolicy: { clients: [{ ipBlock: { cidr: '10.0.0.0/8' } }] },
    },
  },
  {
    title: 'one port of the nodes for both Services',
    wrong: nodePorts(31000, 31000),
    says: 'service.primary.nodePort and service.replicas.nodePort are both 31000; a port of a node leads to one Service, so change one, or leave one 0.',
    border: nodePorts(31000, 31001),
  },
  {
    title: "a sidecar on one of the chart's ports",
    wrong: ports(8008),
    says: 'pod.sidecars has x with containerPort 8008; the containers of a pod share its ports, of which 5432 and 8008 are taken; choose another.',
    border: ports(15021),
  },
  {
    title: 'the user of the proxy',
    wrong: { ...mtls, ...sidecar({ securityContext: { runAsUser: 1337 } }) },
    says: "pod.sidecars (x) securityContext.runAsUser is 1337, which is the proxy's own, so what this container sends would go around the mesh; choose another.",
    border: sidecar({ securityContext: { runAsUser: 1337 } }),
  },
  {
    title: "a name of another cluster's objects",
    wrong: { fullnameOverride: 'db-config' },
    says: "the cluster would be called db-config, but names that end in -config are those of another cluster's objects; set fullnameOverride or nameOverride to another.",
    border: { fullnameOverride: 'config' },
  },
  {
    title: 'a name that the chart uses itself',
    wrong: { pod: { extraEnv: [{ name: 'POD_IP', value: '::1' }] } },
    says: 'pod.extraEnv has "POD_IP", a name that this chart or Patroni uses itself; choose another.',
    border: { pod: { extraEnv: [{ name: 'POD_IPS', value: '::1' }] } },
  },
  ...postgres,
  ...pod,
  ...kubernetes,
];
