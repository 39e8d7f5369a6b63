/** All that a mesh sees of a release, and nothing else of it. */
import type { KubernetesObject, V1NetworkPolicy } from '@kubernetes/client-node';
import { parse } from 'yaml';
import { nameOf, pod } from './objects.ts';

interface Pool {
  tcp: Record<string, unknown>;
}

export interface TrafficPolicy {
  tls?: unknown;
  connectionPool?: Pool;
  portLevelSettings?: {
    port: { number: number };
    tls?: { mode: string };
    loadBalancer?: unknown;
    connectionPool?: Pool;
  }[];
}

export interface Policy extends KubernetesObject {
  spec: {
    selector?: { matchLabels: Record<string, string> };
    workloadSelector?: { labels: Record<string, string> };
    host?: string;
    trafficPolicy?: TrafficPolicy;
  };
}

type Texts = Record<string, string>;

const ofMesh = (texts: Texts = {}): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => /istio\.io\/|data-path$/.test(name)));

/** Every object of Istio's. */
export const istioObjects = (objects: KubernetesObject[]): Policy[] =>
  objects.filter((object): object is Policy => object.apiVersion?.includes('.istio.io/') === true);

export const policiesOf = (objects: KubernetesObject[], kind: string): Policy[] =>
  istioObjects(objects).filter((object) => object.kind === kind);

export const networkPolicies = (objects: KubernetesObject[]): V1NetworkPolicy[] =>
  objects.filter(({ kind }) => kind === 'NetworkPolicy');

/** What a policy says beside whom it is about. */
const said = ({ spec }: Policy): object =>
  Object.fromEntries(Object.entries(spec).filter(([key]) => !/^(workloadS|s)elector$/.test(key)));

/** Specs by name. */
const named = (policies: Policy[]): Record<string, object> =>
  Object.fromEntries(policies.map((policy) => [nameOf(policy), said(policy)]));

/** What the proxy of a member is started with. */
export const proxyConfig = (objects: KubernetesObject[]): unknown =>
  parse(pod(objects, 'member').metadata.annotations?.['proxy.istio.io/config'] ?? '');

export function meshOf(objects: KubernetesObject[]): Record<string, unknown> {
  const { labels, annotations } = pod(objects, 'member').metadata;
  const services = objects.filter(({ kind }) => kind === 'Service');
  const { 'proxy.istio.io/config': config, ...others } = ofMesh(annotations);
  return {
    labels: ofMesh(labels),
    annotations: others,
    proxy: config === undefined ? null : (parse(config) as unknown),
    services: services.map(({ metadata }) => ofMesh(metadata?.labels)),
    peers: named(policiesOf(objects, 'PeerAuthentication')),
    rules: named(policiesOf(objects, 'DestinationRule')),
    authorization: named(policiesOf(objects, 'AuthorizationPolicy')),
    sidecars: named(policiesOf(objects, 'Sidecar')),
    networkPolicies: networkPolicies(objects).map(nameOf),
  };
}
