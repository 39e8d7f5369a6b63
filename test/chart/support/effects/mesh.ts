/** What the values of the mesh and of the NetworkPolicy change, each in a mode that heeds it. */
import type { Values } from '../render.ts';

type Effect = [value: unknown, changes: string];

const annotations = 'StatefulSet db-patroni: spec.template.metadata.annotations';
const injected = (name: string): string => `${annotations}.sidecar.istio.io/${name}`;
const rule = 'DestinationRule db-patroni: spec.trafficPolicy';
const port = `${rule}.portLevelSettings.0`;
const authorization = 'AuthorizationPolicy db-patroni: spec';
const peers = (path: string): string => `PeerAuthentication db-patroni-${path}: spec`;
const network = 'NetworkPolicy db-patroni: spec';

export const meshEffects: Record<string, Effect> = {
  'istio.peerAuthentication.mtls': ['STRICT', `${peers('sidecar')}.mtls.mode`],
  'istio.peerAuthentication.openRestApi': [false, `${peers('sidecar')}.portLevelMtls.8008`],
  'istio.exclude.throughProxy': [true, `${annotations}.traffic.sidecar.istio.io/excludeInboundPorts`],
  'istio.ambient.plaintextClients': [true, `${peers('ambient')}.portLevelMtls.5432.mode`],
  'istio.sidecar.kind': ['classic', injected('nativeSidecar')],
  'istio.sidecar.revision': ['canary', 'StatefulSet db-patroni: spec.template.metadata.labels.istio.io/rev'],
  'istio.sidecar.proxyConfig': [{ concurrency: 4 }, `${annotations}.proxy.istio.io/config`],
  'istio.sidecar.resources.requests.cpu': ['500m', injected('proxyCPU')],
  'istio.sidecar.resources.requests.memory': ['256Mi', injected('proxyMemory')],
  'istio.sidecar.resources.limits.cpu': ['2', injected('proxyCPULimit')],
  'istio.sidecar.resources.limits.memory': ['1Gi', injected('proxyMemoryLimit')],
  'istio.sidecar.excludeOutboundPorts': [
    [443, 6443],
    `${annotations}.traffic.sidecar.istio.io/excludeOutboundPorts`,
  ],
  'istio.sidecar.excludeInboundPorts': [
    [9187],
    `${annotations}.traffic.sidecar.istio.io/excludeInboundPorts`,
  ],
  'istio.sidecar.idleTimeout': ['8h', `${annotations}.proxy.istio.io/config`],
  'istio.destinationRule.enabled': [false, 'DestinationRule db-patroni-members: spec.host'],
  'istio.destinationRule.maxConnections': [100, `${port}.connectionPool.tcp.maxConnections`],
  'istio.destinationRule.connectTimeout': ['2s', `${port}.connectionPool.tcp.connectTimeout`],
  'istio.destinationRule.tcpKeepalive.time': ['30s', `${port}.connectionPool.tcp.tcpKeepalive.time`],
  'istio.destinationRule.tcpKeepalive.interval': ['5s', `${port}.connectionPool.tcp.tcpKeepalive.interval`],
  'istio.destinationRule.tcpKeepalive.probes': [3, `${port}.connectionPool.tcp.tcpKeepalive.probes`],
  'istio.destinationRule.idleTimeout': ['8h', `${rule}.connectionPool.tcp.idleTimeout`],
  'istio.destinationRule.loadBalancer': ['RANDOM', `${port}.loadBalancer.simple`],
  'istio.authorizationPolicy.enabled': [true, `${authorization}.action`],
  'istio.authorizationPolicy.clients': [
    ['cluster.local/ns/shop/sa/orders'],
    `${authorization}.rules.1.from.0.source.principals`,
  ],
  'istio.egress.enabled': [true, 'Sidecar db-patroni: spec.workloadSelector.labels'],
  'istio.egress.hosts': [
    ['backup/minio.backup.svc.cluster.local'],
    'Sidecar db-patroni: spec.egress.0.hosts.3',
  ],
  'networkPolicy.render': ['always', `${network}.policyTypes`],
  'networkPolicy.clients': [[{ ipBlock: { cidr: '10.0.0.0/8' } }], `${network}.ingress.1.from`],
  'networkPolicy.apiServerPorts': [[8443], `${network}.egress.2.ports`],
  'networkPolicy.extraIngress': [[{ ports: [{ port: 9187 }] }], `${network}.ingress.3`],
  'networkPolicy.extraEgress': [[{ ports: [{ port: 9000 }] }], `${network}.egress.4`],
};

const istio = (mode: string, more: object = {}): Values => ({ istio: { mode, ...more } });
const modes: Record<string, Values> = {
  'istio.peerAuthentication': istio('permissive'),
  'istio.exclude': istio('exclude'),
  'istio.ambient': istio('ambient'),
  'istio.authorizationPolicy.clients': istio('mtls', { authorizationPolicy: { enabled: true } }),
  'istio.egress.hosts': istio('mtls', { egress: { enabled: true } }),
  'networkPolicy.render': istio('mtls'),
  networkPolicy: istio('exclude'),
  istio: istio('mtls'),
};

/** The mode that each needs: that of the first section that it is in. */
export const meshBeside: Record<string, Values> = Object.fromEntries(
  Object.keys(meshEffects).map((path) => {
    const section = Object.keys(modes).find((one) => `${path}.`.startsWith(`${one}.`)) ?? '';
    return [path, modes[section] ?? {}];
  }),
);
