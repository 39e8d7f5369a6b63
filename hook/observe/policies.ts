import { isKubeError } from '../kube/errors.ts';
import { look } from './look.ts';
import type { Looked } from './looked.ts';
import type { DestinationRuleSeen, PeerAuthenticationSeen, Policies } from './seen-cluster.ts';
import type { Look } from './target.ts';

interface Metadata {
  name: string;
  namespace: string;
  creationTimestamp: string;
}

interface PeerAuthentication {
  metadata: Metadata;
  spec?: {
    selector?: { matchLabels?: Record<string, string> };
    mtls?: { mode?: string };
    portLevelMtls?: Record<string, { mode?: string }>;
  };
}

interface TrafficPolicy {
  tls?: { mode?: string };
  portLevelSettings?: { port?: { number?: number }; tls?: { mode?: string } }[];
}

interface DestinationRule {
  metadata: Metadata;
  spec?: { host?: string; trafficPolicy?: TrafficPolicy };
}

/** Istio's own, of this namespace. Where Istio is not there, or not to be read, there are none to judge. */
export async function readPolicies(at: Look): Promise<Looked<Policies>> {
  return look(`read Istio's policies of namespace ${at.namespace}`, () => read(at));
}

async function read(at: Look): Promise<Policies> {
  const [authentications, rules] = await Promise.all([
    list<PeerAuthentication>(at, 'security.istio.io', 'peerauthentications'),
    list<DestinationRule>(at, 'networking.istio.io', 'destinationrules'),
  ]);
  return {
    peerAuthentications: authentications.map(toPeerAuthentication),
    destinationRules: rules.map(toDestinationRule),
  };
}

async function list<T>(at: Look, group: string, plural: string): Promise<T[]> {
  const { cluster, namespace, deadline } = at;
  const ask = { group, version: 'v1', namespace, plural };
  try {
    const answer: unknown = await cluster.call(`list ${plural} of namespace ${namespace}`, deadline, (o) =>
      cluster.custom.listNamespacedCustomObject(ask, o),
    );
    return (answer as { items: T[] }).items;
  } catch (error) {
    if (isKubeError(error, 'not found') || isKubeError(error, 'forbidden')) return [];
    throw error;
  }
}

function toPeerAuthentication({ metadata, spec }: PeerAuthentication): PeerAuthenticationSeen {
  return {
    ...nameOf(metadata),
    selector: spec?.selector?.matchLabels ?? null,
    mode: modeOf(spec?.mtls),
    portModes: Object.fromEntries(
      Object.entries(spec?.portLevelMtls ?? {}).map(([port, mtls]) => [port, modeOf(mtls)]),
    ),
  };
}

function toDestinationRule({ metadata, spec }: DestinationRule): DestinationRuleSeen {
  const { tls, portLevelSettings = [] } = spec?.trafficPolicy ?? {};
  return {
    ...nameOf(metadata),
    host: spec?.host ?? '',
    tlsMode: tls?.mode ?? '',
    portTlsModes: Object.fromEntries(
      portLevelSettings.map((s) => [String(s.port?.number ?? 0), s.tls?.mode ?? '']),
    ),
  };
}

function modeOf(mtls: { mode?: string } | undefined): string {
  return mtls?.mode === undefined || mtls.mode === 'UNSET' ? '' : mtls.mode;
}

function nameOf({ name, namespace, creationTimestamp }: Metadata) {
  return { name, namespace, createdAt: creationTimestamp };
}
