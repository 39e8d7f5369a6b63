import { isKubeError } from '../kube/errors.ts';
import { look } from './look.ts';
import type { Looked } from './looked.ts';
import type {
  DestinationRuleSeen,
  OwnPolicySeen,
  PeerAuthenticationSeen,
  Policies,
  PolicyKind,
} from './seen-cluster.ts';
import type { Look } from './target.ts';

interface Metadata {
  name: string;
  namespace: string;
  creationTimestamp: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Where Istio's API has a kind. */
export const policyKinds = {
  PeerAuthentication: { group: 'security.istio.io', version: 'v1', plural: 'peerauthentications' },
  DestinationRule: { group: 'networking.istio.io', version: 'v1', plural: 'destinationrules' },
} as const satisfies Record<PolicyKind, { group: string; version: string; plural: string }>;

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
    list<PeerAuthentication>(at, 'PeerAuthentication'),
    list<DestinationRule>(at, 'DestinationRule'),
  ]);
  return {
    peerAuthentications: authentications.map(toPeerAuthentication),
    destinationRules: rules.map(toDestinationRule),
    own: [
      ...authentications.flatMap(({ metadata }) => ownOf(at, 'PeerAuthentication', metadata)),
      ...rules.flatMap(({ metadata }) => ownOf(at, 'DestinationRule', metadata)),
    ],
  };
}

/** The PeerAuthentication of members with a sidecar by its name, for a mode that has none and may not look at others. */
export async function readOwnPeerAuthentication(at: Omit<Look, 'login'>): Promise<OwnPolicySeen[]> {
  const { cluster, namespace, deadline } = at;
  const name = `${at.name}-sidecar`;
  const what = `read PeerAuthentication ${namespace}/${name}`;
  const ask = { ...policyKinds.PeerAuthentication, namespace, name };
  try {
    const found: unknown = await cluster.call(what, deadline, (o) =>
      cluster.custom.getNamespacedCustomObject(ask, o),
    );
    return ownOf(at, 'PeerAuthentication', (found as { metadata: Metadata }).metadata);
  } catch (error) {
    if (isKubeError(error, 'not found')) return [];
    throw error;
  }
}

function ownOf({ name: scope }: Pick<Look, 'name'>, kind: PolicyKind, metadata: Metadata): OwnPolicySeen[] {
  const { name, labels = {}, annotations = {} } = metadata;
  if (labels['patroni-istio/scope'] !== scope) return [];
  const isKept = annotations['helm.sh/resource-policy'] === 'keep';
  return [{ kind, name, applyJob: annotations['patroni-istio/apply'] ?? '', isKept }];
}

async function list<T>(at: Look, kind: PolicyKind): Promise<T[]> {
  const { cluster, namespace, deadline } = at;
  const { plural } = policyKinds[kind];
  const ask = { ...policyKinds[kind], namespace };
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
