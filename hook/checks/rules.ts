import type {
  DestinationRuleSeen,
  Observation,
  PeerAuthenticationSeen,
  PodSeen,
  TrafficSeen,
} from '../observe/observation.ts';
import { seenIn } from '../observe/look.ts';

/** DestinationRules that mean a Service, the headless one unless it is given, in any of the forms that Istio takes. */
export function rulesFor(
  observation: Observation,
  short = `${observation.name}-members`,
): { rule: DestinationRuleSeen; host: string }[] {
  const { namespace } = observation;
  const forms = [short, `${short}.${namespace}`, `${short}.${namespace}.svc`];
  const rules = seenIn(observation.policies)?.destinationRules ?? [];
  return rules
    .filter(({ host }) => forms.includes(host) || matches(host, `${short}.${namespace}.svc.`))
    .map((rule) => ({ rule, host: rule.host }));
}

/** A fully qualified name, in any cluster domain, or a wildcard. */
function matches(host: string, qualified: string): boolean {
  if (host.startsWith('*')) return `${qualified}cluster.local`.endsWith(host.slice(1));
  return host.startsWith(qualified);
}

/** A port's own settings replace those of the host altogether. */
export function switchesOff({ tlsMode, portTlsModes }: DestinationRuleSeen, port = '5432'): boolean {
  const ofPort = portTlsModes[port];
  return (ofPort ?? tlsMode) === 'DISABLE';
}

/** What the proxies that could be asked were configured to do. */
export function traffics({ members }: Observation): TrafficSeen[] {
  return members.map(({ traffic = null }) => seenIn(traffic)).filter((one) => one !== null);
}

/** Istio merges nothing: the oldest policy that selects the pod is the only one. */
export function effective(
  all: PeerAuthenticationSeen[],
  { labels }: PodSeen,
): PeerAuthenticationSeen | undefined {
  const selects = ({ selector }: PeerAuthenticationSeen) =>
    selector !== null && Object.entries(selector).every(([key, value]) => labels[key] === value);
  const [oldest] = all
    .filter(selects)
    .sort((a, b) => `${a.createdAt} ${a.name}`.localeCompare(`${b.createdAt} ${b.name}`));
  return oldest;
}

/** The one of the namespace that is in force for a pod. */
export function policyOf({ policies }: Observation, pod: PodSeen): PeerAuthenticationSeen | undefined {
  return effective(seenIn(policies)?.peerAuthentications ?? [], pod);
}

/** What it says of 5432; '' where nothing in the namespace says anything. */
export function askedOf(observation: Observation, pod: PodSeen): string {
  const policy = policyOf(observation, pod);
  return policy === undefined ? '' : modeOf(policy);
}

export function modeOf({ mode, portModes }: PeerAuthenticationSeen): string {
  const ofPort = portModes['5432'] ?? '';
  return ofPort === '' ? mode : ofPort;
}
