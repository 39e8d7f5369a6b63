import type { Entry } from './entry.ts';

export const mesh = {
  PHA0101: {
    title: '{member} has no proxy',
    cause: "istio.mode is {mode}, but Istio's webhook put no istio-proxy into the pod.",
    remedy:
      'Install Istio before the release, with an injector that serves this namespace (with revisions, label the namespace istio.io/rev), and delete the pod; or set istio.mode to disabled.',
    heals: false,
  },
  PHA0102: {
    title: 'the proxy of {member} is not ready',
    cause:
      'Envoy has not got its configuration, or has not started: most often istiod cannot be reached from the pod.',
    remedy:
      'Look at the log of the container istio-proxy in {member} and at istiod; the proxy needs both to be ready.',
    heals: true,
  },
  PHA0103: {
    title: 'PeerAuthentication {policy} cuts replication between the members',
    cause:
      "It switches mTLS off for 5432 on {members}; the proxies of the other members still speak mTLS, because through a headless Service Istio looks at the namespace's mode alone.",
    remedy:
      'Delete it (kubectl --namespace {namespace} delete peerauthentication {name}), or set the mode of port 5432 in it to PERMISSIVE, which lets both in; with istio.mode mtls replication needs no policy at all. Then run helm upgrade again.',
    heals: false,
  },
  PHA0104: {
    title: 'DestinationRule {policy} makes members speak plaintext to each other',
    cause: 'It switches TLS off for {host}, while the proxies of the members accept mTLS only.',
    remedy:
      'Delete it (kubectl --namespace {namespace} delete destinationrule {name}), or leave port {port} of that host out of it; with istio.mode mtls the members need none. Then run helm upgrade again.',
    heals: false,
  },
  PHA0106: {
    title: '{member}, which has no proxy, does not reach {other}, which has one',
    cause:
      'The release moves from one istio.mode to another, and the mesh takes mTLS only (STRICT): members of the two modes cannot stream from each other.',
    remedy:
      'Set istio.mode back, or to permissive, whose members let in both kinds, and upgrade (helm upgrade {release} --namespace {namespace}); when that release is green, set it to the other mode.',
    heals: false,
  },
  PHA0107: {
    title: 'PeerAuthentication {other} is in force for {members}, not that of the release, {own}',
    cause: 'Istio merges none: of the policies that select a pod, the oldest is the only one.',
    remedy:
      'Delete {other} (kubectl --namespace {namespace} delete peerauthentication {other}), or give it a selector that leaves the members out; then run helm upgrade {release} again.',
    heals: false,
  },
  PHA0108: {
    title: '5432 of {member} does not go {asked} in both directions, as the release asks',
    cause:
      "The init container that made the pod's iptables rules was told otherwise: by a webhook that changes annotations, a mesh-wide setting, or an Istio CNI that does not heed them.",
    remedy:
      'Look for who changes the annotations traffic.sidecar.istio.io/* of the pods (kubectl get mutatingwebhookconfigurations) and for global.proxy.excludeInboundPorts and excludeOutboundPorts in the values of Istio, mend that, and delete the pod of {member}.',
    heals: false,
  },
  PHA0109: {
    title: 'apps with a sidecar do not reach {members} through the Service {service}',
    cause:
      "5432 goes around the members' proxies, and nothing tells the clients' proxies: they wrap it into mTLS, which Postgres does not speak.",
    remedy:
      'Set istio.mode to exclude, whose PeerAuthentication says DISABLE for 5432, and upgrade; where the mode is exclude, another PeerAuthentication has taken its place, or it was deleted (kubectl --namespace {namespace} get peerauthentications).',
    heals: false,
  },
  PHA0110: {
    title: 'apps with a sidecar do not reach {members} by their names',
    cause:
      "5432 goes around the members' proxies; for the headless Service {service} the clients' proxies heed a DestinationRule alone, and none that is in force switches TLS off for the port.",
    remedy:
      'Set istio.mode to exclude, whose DestinationRules do that, and upgrade (helm upgrade {release}); where the mode is exclude, they were deleted, or an older DestinationRule for the same host is in force (kubectl --namespace {namespace} get destinationrules).',
    heals: false,
  },
  PHA0111: {
    title: "DestinationRule {policy} makes clients speak plaintext to Patroni's REST API",
    cause:
      "It switches TLS off for the whole host {host}, 8008 with it, where the members' proxies take mTLS only: what asks Patroni through the mesh gets a reset connection.",
    remedy:
      'Delete it, or let it switch TLS off in portLevelSettings for port 5432 alone, as istio.mode exclude does.',
    heals: false,
  },
  PHA0112: {
    title: 'the proxy of {member} does not do what PeerAuthentication {policy} says ({asked})',
    cause: 'It has not got its configuration from istiod yet, or cannot reach it any more.',
    remedy:
      'Wait some seconds. Where it stays so, look at istiod and at the log of the container istio-proxy in {member}.',
    heals: true,
  },
  PHA0105: {
    title: 'the mesh does not know port 5432 of the members',
    cause:
      'The headless Service {service} {lack}, so what goes from member to member leaves as plaintext, and STRICT mTLS refuses it at the next connect; a stream that stands is an old one.',
    remedy:
      'Run helm upgrade {release} chart --namespace {namespace} --reuse-values (chart: its folder), which renders {service} again with ports 5432 and 8008.',
    heals: false,
  },
} as const satisfies Record<string, Entry>;
