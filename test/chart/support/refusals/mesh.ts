/** Refusals of istio.mode with its settings, and of what of a pod does not go with the proxy that the mode brings. */
import type { Guard } from '../refusals.ts';
import type { Values } from '../render.ts';

const istio = (mode: string, more: object = {}): Values => ({ istio: { mode, ...more } });
const annotated = (mode: string, name: string, value: string): Values => ({
  ...istio(mode),
  pod: { annotations: { [name]: value } },
});
const traffic = (name: string): string => `traffic.sidecar.istio.io/${name}`;
const waiting = (command: string): Values => ({
  ...istio('mtls'),
  pod: { sidecars: [{ name: 'x', image: 'y', lifecycle: { postStart: { exec: { command: [command] } } } }] },
});

export const meshGuards: Guard[] = [
  {
    title: 'a setting of another mode',
    wrong: istio('ambient', { sidecar: { excludeOutboundPorts: [443, 6443] } }),
    says: 'istio.sidecar.excludeOutboundPorts is [443,6443], which does nothing with istio.mode ambient; remove it, or set istio.mode to mtls, permissive or exclude.',
    border: istio('exclude', { sidecar: { excludeOutboundPorts: [443, 6443] } }),
  },
  {
    title: 'an AuthorizationPolicy for clients without certificates',
    wrong: istio('exclude', { authorizationPolicy: { enabled: true } }),
    says: 'istio.authorizationPolicy.enabled is true with istio.mode exclude, where clients of 5432 show no certificate that it could know them by; remove it and name the clients in networkPolicy.clients, or set istio.mode to mtls.',
    border: istio('mtls', { authorizationPolicy: { enabled: true } }),
  },
  {
    title: 'an AuthorizationPolicy that keeps out whom the mode is for',
    wrong: istio('permissive', { authorizationPolicy: { enabled: true } }),
    says: 'istio.authorizationPolicy.enabled is true with istio.mode permissive, which is for clients outside of the mesh: they show no certificate that it could know them by, nor do members without a proxy during a move, so it would keep them out; remove it with its clients, or set istio.mode to mtls.',
    border: istio('ambient', { authorizationPolicy: { enabled: true } }),
  },
  {
    title: 'one side of exclude without the other',
    wrong: istio('exclude', { destinationRule: { enabled: false } }),
    says: "istio.destinationRule.enabled is false with istio.mode exclude, so clients' proxies would speak mTLS to a port that takes none; leave it true.",
    border: istio('permissive', { destinationRule: { enabled: false } }),
  },
  {
    title: 'a native sidecar where there is none',
    wrong: istio('mtls', { sidecar: { kind: 'native' } }),
    options: { kubeVersion: '1.28.15' },
    says: 'istio.sidecar.kind is native, but Kubernetes 1.28.15 has no native sidecars, which came with 1.29; set it to auto or classic.',
    border: istio('mtls', { sidecar: { kind: 'auto' } }),
  },
  {
    title: 'a port of the members around their own proxies',
    wrong: istio('mtls', { sidecar: { excludeOutboundPorts: [443, 5432] } }),
    says: 'istio.sidecar.excludeOutboundPorts has 5432, so members would connect to each other past their own proxies and still be reached through them; remove it, or set istio.mode to exclude, which takes 5432 past the proxies on both sides.',
    border: istio('mtls', { sidecar: { excludeOutboundPorts: [443, 5433] } }),
  },
  {
    title: 'one direction around the proxy',
    wrong: annotated('mtls', traffic('excludeInboundPorts'), '443, 5432'),
    says: "pod.annotations has traffic.sidecar.istio.io/excludeInboundPorts with 5432, which takes one direction past the proxy and leaves the other, and clients' proxies, as they are; remove it, or set istio.mode to exclude, which takes 5432 past the proxies on both sides.",
    border: annotated('mtls', traffic('excludeInboundPorts'), '443, 15432'),
  },
  {
    title: 'a range of addresses around the proxy',
    wrong: annotated('mtls', traffic('excludeOutboundIPRanges'), '10.1.2.3/32,10.0.0.0/8'),
    says: 'pod.annotations has traffic.sidecar.istio.io/excludeOutboundIPRanges with 10.0.0.0/8, no single address: a range may hold the network of the pods, whose traffic would go past the proxies; name addresses with /32, or /128 in IPv6, or ports in istio.sidecar.excludeOutboundPorts.',
    border: annotated('mtls', traffic('excludeOutboundIPRanges'), '10.1.2.3/32,fd00::1/128'),
  },
  {
    title: 'a port that the proxy does not take',
    wrong: annotated('mtls', traffic('includeInboundPorts'), '8008,9187'),
    says: 'pod.annotations has traffic.sidecar.istio.io/includeInboundPorts "8008,9187", but with istio.mode mtls 5432 and 8008 have to come through the proxy; remove the annotation.',
    border: annotated('mtls', traffic('includeInboundPorts'), '5432,8008'),
  },
  {
    title: 'networks that the proxy does not take',
    wrong: annotated('mtls', traffic('includeOutboundIPRanges'), '10.96.0.0/16'),
    says: 'pod.annotations has traffic.sidecar.istio.io/includeOutboundIPRanges "10.96.0.0/16", and what is outside of it, which may be the network of the pods, would go past the proxies; remove it, and name what is to go past them in istio.sidecar.excludeOutboundPorts.',
    border: annotated('mtls', traffic('includeOutboundIPRanges'), '*'),
  },
  {
    title: "a sidecar's annotation without a sidecar",
    wrong: annotated('ambient', 'proxy.istio.io/config', 'concurrency: 4'),
    says: 'pod.annotations has proxy.istio.io/config with istio.mode ambient, which has no sidecar to heed it; remove it, or set istio.mode to mtls.',
    border: annotated('ambient', 'ambient.istio.io/other', 'true'),
  },
  {
    title: 'a container that waits for the proxy',
    wrong: waiting('until curl --fail localhost:15021/healthz/ready; do sleep 1; done'),
    says: 'pod.sidecars has x with a postStart that waits for the proxy: the chart has the proxy start first, and where it came second both would wait for ever; remove the postStart.',
    border: waiting('until curl --fail localhost:9187/metrics; do sleep 1; done'),
  },
];
