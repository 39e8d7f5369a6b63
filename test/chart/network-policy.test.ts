/** When a NetworkPolicy is rendered, and whom it lets through: each rule with a flow that it allows and the next that it does not. */
import { expect, test } from '@jest/globals';
import { allowed, type Flow, type Peer } from './support/flows.ts';
import { networkPolicies } from './support/mesh.ts';
import { pod } from './support/objects.ts';
import { render, type Values } from './support/render.ts';

const rendered: [mode: string, when: string[]][] = [
  ['disabled', ['always']],
  ['mtls', ['always']],
  ['permissive', ['always']],
  ['exclude', ['auto', 'always']],
  ['ambient', ['always']],
];

test.each(rendered)('%s: a NetworkPolicy is rendered with %j', async (mode, when) => {
  const asked = ['auto', 'always', 'never'];
  const found = await Promise.all(
    asked.map(async (one) => {
      const objects = await render({ istio: { mode }, networkPolicy: { render: one } });
      return networkPolicies(objects).length === 1 ? [one] : [];
    }),
  );
  expect(found.flat()).toEqual(when);
});

/** Labels of a member's pod, as Patroni and Kubernetes leave them. */
const labels = pod(await render({ istio: { mode: 'exclude' } }), 'member').metadata.labels ?? {};
const namespace = 'prod';
const member: Peer = { namespace, labels: { ...labels, role: 'primary' }, ip: '10.244.1.3' };
const replica: Peer = { namespace, labels: { ...labels, role: 'replica' }, ip: '10.244.1.4' };
const otherCluster: Peer = {
  namespace,
  labels: { ...labels, 'patroni-istio/scope': 'db2-patroni', 'app.kubernetes.io/instance': 'db2' },
  ip: '10.244.1.5',
};
const neighbour: Peer = { namespace, labels: { app: 'shop' }, ip: '10.244.1.9' };
const stranger: Peer = { namespace: 'shop', labels: { app: 'shop' }, ip: '10.244.2.9' };
const twin: Peer = { ...replica, namespace: 'shop' };
const dns: Peer = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, ip: '10.244.1.2' };
const istiod: Peer = { namespace: 'istio-system', labels: { app: 'istiod' }, ip: '10.244.1.7' };
const api: Peer = { ip: '172.30.1.1' };
const internet: Peer = { ip: '203.0.113.7' };
const kubelet: Peer = { ip: '169.254.7.127' };
const kubelet6: Peer = { ip: 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff' };

const into = (from: Peer, port: number): Flow => ({ from, to: member, port });
const out = (to: Peer, port: number, protocol: 'TCP' | 'UDP' = 'TCP'): Flow => ({
  from: member,
  to,
  port,
  protocol,
});

type Pair = [rule: string, allows: Flow, denies: Flow];

const always: Pair[] = [
  ['members to members, PostgreSQL', into(replica, 5432), into(twin, 5432)],
  ['members to members, Patroni', into(replica, 8008), into(neighbour, 8008)],
  ['nobody else of the namespace to Patroni', into(replica, 8008), into(otherCluster, 8008)],
  ['members to members, nothing else', out(replica, 5432), out(replica, 22)],
  ['clients of the namespace', into(neighbour, 5432), into(stranger, 5432)],
  ['clients of the namespace, from outside', into(neighbour, 5432), into(internet, 5432)],
  ['names', out(dns, 53, 'UDP'), out(dns, 54, 'UDP')],
  ['names, long answers', out(dns, 53), out(dns, 9153)],
  ["names of OpenShift's DNS", out(dns, 5353, 'UDP'), out(dns, 5354, 'UDP')],
  ['the Kubernetes API behind its Service', out(api, 443), out(api, 80)],
  ['the Kubernetes API by its own port', out(api, 6443), out(api, 10250)],
  ['no PostgreSQL but that of the members', out(replica, 5432), out(otherCluster, 5432)],
];

const inMesh: Pair[] = [
  ['istiod', out(istiod, 15012), out(istiod, 15014)],
  ['health of the proxy', into(stranger, 15021), into(stranger, 15000)],
  ['metrics of the proxy', into(stranger, 15020), into(stranger, 15006)],
];

const inAmbient: Pair[] = [
  ["the kubelet's probes", into(kubelet, 8008), into(internet, 8008)],
  ["the kubelet's probes, IPv6", into(kubelet6, 8008), into({ ip: 'fd16:9254::1' }, 8008)],
  ["ambient's tunnel, in", into(replica, 15008), into(replica, 15009)],
  ["ambient's tunnel, out", out(replica, 15008), out(replica, 15009)],
];

async function answers(values: Values, pairs: Pair[]): Promise<Record<string, boolean[]>> {
  const policies = networkPolicies(await render({ networkPolicy: { render: 'always' }, ...values }));
  const flows = pairs.flatMap(([, allows, denies]) => [allows, denies]);
  const said = await allowed(policies, namespace, flows);
  return Object.fromEntries(pairs.map(([rule], at) => [rule, said.slice(at * 2, at * 2 + 2)]));
}

const asWritten = (pairs: Pair[]): Record<string, boolean[]> =>
  Object.fromEntries(pairs.map(([rule]) => [rule, [true, false]]));

test.each<[string, Pair[]]>([
  ['disabled', always],
  ['mtls', [...always, ...inMesh]],
  ['permissive', [...always, ...inMesh]],
  ['exclude', [...always, ...inMesh]],
  ['ambient', [...always, ...inMesh, ...inAmbient]],
])('%s: each rule allows its flow and not the next', async (mode, pairs) => {
  expect(await answers({ istio: { mode } }, pairs)).toEqual(asWritten(pairs));
});

test('without a mesh nothing is open for one', async () => {
  const policies = networkPolicies(await render({ networkPolicy: { render: 'always' } }));
  const flows = [...inMesh, ...inAmbient].map(([, allows]) => allows);
  expect(await allowed(policies, namespace, flows)).toEqual(flows.map(() => false));
});

test('clients by list take the place of those of the namespace', async () => {
  const clients = [
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
    { ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } },
  ];
  const pairs: Pair[] = [
    ['another namespace', into(stranger, 5432), into(neighbour, 5432)],
    ['a network', into(internet, 5432), into({ ip: '203.0.113.200' }, 5432)],
    ['5432 alone', into(stranger, 5432), into(stranger, 8008)],
    ['members all the same', into(replica, 5432), into(otherCluster, 5432)],
  ];
  const values = { istio: { mode: 'exclude' }, networkPolicy: { clients } };
  expect(await answers(values, pairs)).toEqual(asWritten(pairs));
});

test('more rules, and other ports of the API', async () => {
  const networkPolicy = {
    apiServerPorts: [8443],
    extraIngress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 9187 }] }],
    extraEgress: [{ to: [{ ipBlock: { cidr: '203.0.113.7/32' } }], ports: [{ port: 9000, endPort: 9002 }] }],
  };
  const pairs: Pair[] = [
    ['the API', out(api, 8443), out(api, 443)],
    ['more in', into(stranger, 9187), into(internet, 9187)],
    ['more out', out(internet, 9002), out(internet, 9003)],
  ];
  expect(await answers({ istio: { mode: 'exclude' }, networkPolicy }, pairs)).toEqual(asWritten(pairs));
});

test('lists that are empty let nobody through', async () => {
  const pairs: Pair[] = [
    ['members, in', into(replica, 5432), into(neighbour, 5432)],
    ['members, out', out(replica, 8008), out(api, 443)],
    ['names', out(dns, 53, 'UDP'), out(internet, 9000)],
  ];
  const networkPolicy = { clients: [], apiServerPorts: [], extraIngress: [], extraEgress: [] };
  expect(await answers({ istio: { mode: 'exclude' }, networkPolicy }, pairs)).toEqual(asWritten(pairs));
});

test('the check can tell: a policy that is not there allows everything, an empty one nothing', async () => {
  const flows = always.flatMap(([, allows, denies]) => [allows, denies]);
  expect(await allowed([], namespace, flows)).toEqual(flows.map(() => true));
  const [policy] = networkPolicies(await render({ istio: { mode: 'exclude' } }));
  const empty = Object.assign({}, policy, { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
  expect(await allowed([empty], namespace, flows)).toEqual(flows.map(() => false));
});
