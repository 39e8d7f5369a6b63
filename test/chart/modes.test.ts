/** What a mesh sees of each istio.mode, whole: what is not in a row is not rendered. */
import { expect, test } from '@jest/globals';
import { job, nameOf, pod, statefulSet } from './support/objects.ts';
import { istioObjects, meshOf, networkPolicies, policiesOf, proxyConfig } from './support/mesh.ts';
import { render, type Values } from './support/render.ts';

const hosts = ['db-patroni', 'db-patroni-members', 'db-patroni-replicas'];
const tcp = {
  connectTimeout: '5s',
  tcpKeepalive: { time: '60s', interval: '10s', probes: 6 },
  idleTimeout: '0s',
};

/** One for each host that clients use: what they do with 5432 alone. */
function rules(tls?: 'DISABLE'): Record<string, object> {
  const port = {
    port: { number: 5432 },
    ...(tls && { tls: { mode: tls } }),
    connectionPool: { tcp },
  };
  const trafficPolicy = { connectionPool: { tcp: { idleTimeout: '0s' } }, portLevelSettings: [port] };
  return Object.fromEntries(hosts.map((host) => [tls ? `${host}-plaintext` : host, { host, trafficPolicy }]));
}

const sidecar = (path: string) => ({
  labels: { 'patroni-istio/data-path': path, 'sidecar.istio.io/inject': 'true' },
  annotations: { 'sidecar.istio.io/nativeSidecar': 'true' },
  proxy: { proxyMetadata: { ISTIO_META_IDLE_TIMEOUT: '0s' } },
  services: [{}, {}, {}],
});
const bypassed = {
  'traffic.sidecar.istio.io/excludeInboundPorts': '5432',
  'traffic.sidecar.istio.io/excludeOutboundPorts': '5432',
};
const outside = {
  labels: {
    'patroni-istio/data-path': 'none',
    'sidecar.istio.io/inject': 'false',
    'istio.io/dataplane-mode': 'none',
  },
  annotations: {},
  proxy: null,
  services: [{}, {}, {}],
};
const waypoint = { 'istio.io/use-waypoint': 'none' };
const ambient = {
  labels: {
    'patroni-istio/data-path': 'ambient',
    'sidecar.istio.io/inject': 'false',
    'istio.io/dataplane-mode': 'ambient',
  },
  annotations: {},
  proxy: null,
  services: [waypoint, waypoint, waypoint],
};
const none = { peers: {}, rules: {}, authorization: {}, sidecars: {}, networkPolicies: [] };
const open = { mode: 'PERMISSIVE' };
const shut = { mode: 'DISABLE' };
const strict = { mtls: { mode: 'STRICT' } };

/** Those of exclude: members that a roll has not reached yet take both. */
const around = (...paths: string[]) => ({
  'db-patroni-sidecar': { portLevelMtls: { 5432: open } },
  ...Object.fromEntries(
    ['bypass', ...paths].map((path) => [`db-patroni-${path}`, { portLevelMtls: { 5432: shut } }]),
  ),
});

const rows: [title: string, istio: Values, seen: object][] = [
  ['disabled', { mode: 'disabled' }, { ...none, ...outside }],
  ['mtls', { mode: 'mtls' }, { ...none, ...sidecar('sidecar'), rules: rules() }],
  [
    'mtls, STRICT by itself',
    { mode: 'mtls', peerAuthentication: { mtls: 'STRICT' } },
    { ...none, ...sidecar('sidecar'), rules: rules(), peers: { 'db-patroni-sidecar': strict } },
  ],
  [
    'permissive',
    { mode: 'permissive' },
    {
      ...none,
      ...sidecar('sidecar'),
      rules: rules(),
      peers: { 'db-patroni-sidecar': { portLevelMtls: { 5432: open, 8008: open } } },
    },
  ],
  [
    'permissive, all but 5432 STRICT',
    { mode: 'permissive', peerAuthentication: { openRestApi: false, mtls: 'STRICT' } },
    {
      ...none,
      ...sidecar('sidecar'),
      rules: rules(),
      peers: { 'db-patroni-sidecar': { ...strict, portLevelMtls: { 5432: open } } },
    },
  ],
  [
    'exclude',
    { mode: 'exclude' },
    {
      ...none,
      ...sidecar('bypass'),
      annotations: { ...sidecar('bypass').annotations, ...bypassed },
      rules: rules('DISABLE'),
      peers: around(),
      networkPolicies: ['db-patroni'],
    },
  ],
  [
    'exclude, through the proxy',
    { mode: 'exclude', exclude: { throughProxy: true } },
    {
      ...none,
      ...sidecar('plaintext'),
      rules: rules('DISABLE'),
      peers: around('plaintext'),
      networkPolicies: ['db-patroni'],
    },
  ],
  ['ambient', { mode: 'ambient' }, { ...none, ...ambient }],
  [
    'ambient, for clients outside of it',
    { mode: 'ambient', ambient: { plaintextClients: true } },
    { ...none, ...ambient, peers: { 'db-patroni-ambient': { portLevelMtls: { 5432: open } } } },
  ],
];

const all = await Promise.all(
  rows.map(async ([title, istio, seen]) => ({ title, istio, seen, objects: await render({ istio }) })),
);

test.each(all)('$title: what the mesh sees', ({ objects, seen }) => {
  expect(meshOf(objects)).toEqual(seen);
});

test.each(all)('$title: every policy is about the members alone, and of this revision', ({ objects }) => {
  const { matchLabels } = statefulSet(objects).spec?.selector ?? {};
  const policies = [...istioObjects(objects), ...networkPolicies(objects)];
  for (const { kind, metadata, spec } of policies) {
    expect(metadata?.labels).toMatchObject({ 'patroni-istio/scope': 'db-patroni' });
    expect(metadata?.annotations).toEqual({ 'patroni-istio/apply': nameOf(job(objects, 'apply')) });
    if (kind === 'NetworkPolicy') expect(spec).toMatchObject({ podSelector: { matchLabels } });
  }
});

test.each(all)('$title: each PeerAuthentication is for the members on one path', ({ objects }) => {
  const { matchLabels } = statefulSet(objects).spec?.selector ?? {};
  for (const policy of policiesOf(objects, 'PeerAuthentication')) {
    const path = nameOf(policy).replace('db-patroni-', '');
    expect(policy.spec.selector?.matchLabels).toEqual({ ...matchLabels, 'patroni-istio/data-path': path });
  }
});

test.each(all)('$title: no rule says anything of TLS to another port than 5432', ({ objects }) => {
  for (const { spec } of policiesOf(objects, 'DestinationRule')) {
    const { tls, connectionPool, portLevelSettings = [] } = spec.trafficPolicy ?? {};
    expect(tls).toBeUndefined();
    expect(portLevelSettings.map(({ port }) => port.number)).toEqual([5432]);
    // A listener reads its own from the top, a cluster from the port: one alone would end sessions.
    expect(connectionPool?.tcp['idleTimeout']).toBe('0s');
    expect(portLevelSettings[0]?.connectionPool?.tcp['idleTimeout']).toBe('0s');
  }
});

test.each(all.filter(({ title }) => !/^(disabled|ambient)/.test(title)))(
  '$title: 5432 goes around the proxy in both directions, or in none',
  async ({ istio }) => {
    const sidecar = { excludeInboundPorts: [9187], excludeOutboundPorts: [443] };
    const { annotations = {} } = pod(await render({ istio: { ...istio, sidecar } }), 'member').metadata;
    const [inbound, outbound] = ['excludeInboundPorts', 'excludeOutboundPorts'].map((name) =>
      (annotations[`traffic.sidecar.istio.io/${name}`] ?? '').split(','),
    );
    expect(inbound?.filter((port) => port !== '5432')).toEqual(['9187']);
    expect(outbound?.filter((port) => port !== '5432')).toEqual(['443']);
    expect(inbound?.includes('5432')).toBe(outbound?.includes('5432'));
  },
);

test('between mtls and permissive no member is restarted', async () => {
  const [mtls, permissive] = await Promise.all(
    ['mtls', 'permissive'].map((mode) => render({ istio: { mode } }).then(statefulSet)),
  );
  expect(mtls?.spec?.template).toEqual(permissive?.spec?.template);
});

const named = 'cluster.local/ns/prod/sa/db-patroni';

test.each(['mtls', 'ambient'])('%s: members, clients by list, and nobody else', async (mode) => {
  const policy = async (clients: string[]): Promise<unknown> => {
    const objects = await render({ istio: { mode, authorizationPolicy: { enabled: true, clients } } });
    const [only, ...others] = policiesOf(objects, 'AuthorizationPolicy');
    expect(others).toEqual([]);
    expect(only?.spec.selector).toEqual({ matchLabels: statefulSet(objects).spec?.selector.matchLabels });
    return meshOf(objects)['authorization'];
  };
  const rule = (principals: string[], ports: string[]) => ({
    from: [{ source: { principals } }],
    to: [{ operation: { ports } }],
  });
  // The second is the app of helm test.
  const members = rule([named, named.replace(/db-patroni$/, 'db-patroni-verify')], ['5432', '8008']);
  const clients = ['cluster.local/ns/shop/sa/orders', 'cluster.local/ns/reports/*'];
  expect(await policy([])).toEqual({ 'db-patroni': { action: 'ALLOW', rules: [members] } });
  expect(await policy(clients)).toEqual({
    'db-patroni': { action: 'ALLOW', rules: [members, rule(clients, ['5432'])] },
  });
});

test.each(['mtls', 'permissive', 'exclude'])('%s: the proxies know what members need', async (mode) => {
  const egress = { enabled: true, hosts: ['backup/minio.backup.svc.east'] };
  const objects = await render({ clusterDomain: 'east', istio: { mode, egress } });
  const needed = ['./*', 'istio-system/*', 'default/kubernetes.default.svc.east'];
  expect(meshOf(objects)['sidecars']).toEqual({
    'db-patroni': { egress: [{ hosts: [...needed, ...egress.hosts] }] },
  });
  const [whose] = policiesOf(objects, 'Sidecar');
  expect(whose?.spec.workloadSelector?.labels).toEqual(statefulSet(objects).spec?.selector.matchLabels);
});

test('a limit on connections and a choice of replicas stand at the port', async () => {
  const destinationRule = { maxConnections: 100, loadBalancer: 'LEAST_REQUEST' };
  for (const { spec } of policiesOf(
    await render({ istio: { mode: 'mtls', destinationRule } }),
    'DestinationRule',
  )) {
    expect(spec.trafficPolicy?.portLevelSettings?.[0]).toEqual({
      port: { number: 5432 },
      loadBalancer: { simple: 'LEAST_REQUEST' },
      connectionPool: { tcp: { ...tcp, maxConnections: 100 } },
    });
    expect(spec.trafficPolicy?.connectionPool?.tcp).toEqual({ idleTimeout: '0s' });
  }
});

test("the proxy's own settings win over the chart's, and leave the rest", async () => {
  const mine = { concurrency: 4, terminationDrainDuration: '9s', proxyMetadata: { EXTRA: 'x' } };
  const istio = { mode: 'mtls', sidecar: { kind: 'classic', proxyConfig: mine, idleTimeout: '8h' } };
  expect(proxyConfig(await render({ istio }))).toEqual({
    concurrency: 4,
    holdApplicationUntilProxyStarts: true,
    terminationDrainDuration: '9s',
    proxyMetadata: {
      ISTIO_META_IDLE_TIMEOUT: '8h',
      EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true',
      EXTRA: 'x',
    },
  });
});
