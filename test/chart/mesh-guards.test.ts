/** What the guards say to odd values of the mesh: every mode with every setting, and annotations as people write them. */
import { expect, test } from '@jest/globals';
import { placesOf } from '../../schema/corpus.ts';
import { fromTypes } from '../../schema/products/json-schema.ts';
import { refusal, render, type Values } from './support/render.ts';

const modes = ['disabled', 'mtls', 'permissive', 'exclude', 'ambient'];
const sidecars = ['mtls', 'permissive', 'exclude'];

/** Every setting that only some modes heed, as it is not by default. */
const settings = {
  peerAuthentication: { mtls: 'STRICT', openRestApi: false },
  exclude: { throughProxy: true },
  ambient: { plaintextClients: true },
  sidecar: {
    kind: 'classic',
    revision: 'canary',
    proxyConfig: { concurrency: 4 },
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '2', memory: '2Gi' } },
    excludeInboundPorts: [9187],
    excludeOutboundPorts: [443],
    idleTimeout: '8h',
  },
  destinationRule: {
    enabled: false,
    maxConnections: 100,
    connectTimeout: '2s',
    tcpKeepalive: { time: '30s', interval: '5s', probes: 3 },
    idleTimeout: '8h',
    loadBalancer: 'RANDOM',
  },
  egress: { enabled: true },
  authorizationPolicy: { enabled: true },
};

/** The modes that take it; those with sidecars where nothing is said. */
const heeded: Record<string, string[]> = {
  'peerAuthentication.mtls': [...sidecars, 'ambient'],
  'peerAuthentication.openRestApi': ['permissive'],
  'exclude.throughProxy': ['exclude'],
  'ambient.plaintextClients': ['ambient'],
  // exclude needs it.
  'destinationRule.enabled': ['mtls', 'permissive'],
  // With clients in plaintext, as here, ambient does not take it.
  'authorizationPolicy.enabled': ['mtls'],
};

/** Heeded wherever the switch beside them is on. */
const switched = ['authorizationPolicy.clients', 'egress.hosts'];
const types = fromTypes();
for (const { path, node } of placesOf(types, types, [])) {
  const name = path.slice(1).join('.');
  const isOther = path[0] !== 'istio' || path.length < 3 || switched.includes(name);
  if (!isOther && node.properties === undefined) heeded[name] ??= sidecars;
}

test.each(modes)(
  '%s: settings that it does not heed are refused, each on a line, and no other',
  async (mode) => {
    const text = await refusal({ istio: { mode, ...settings } });
    const refused = [...text.matchAll(/^ {2}- istio\.(\S+) is /gm)].map(([, path]) => path);
    const idle = Object.keys(heeded).filter((path) => heeded[path]?.includes(mode) === false);
    expect(refused.sort()).toEqual(idle.sort());
    expect(text.match(/^ {2}- /gm)).toHaveLength(idle.length);
  },
);

const annotated = (mode: string, name: string, value: string, more: Values = {}): Values => ({
  istio: { mode, ...more },
  pod: { annotations: { [name]: value } },
});

const traffic = (name: string): string => `traffic.sidecar.istio.io/${name}`;

test.each([
  ['mtls', 'excludeOutboundPorts', '08008 ', 'with 8008, which takes one direction'],
  ['mtls', 'excludeOutboundIPRanges', '::/0', 'with ::/0, no single'],
  ['mtls', 'excludeOutboundIPRanges', 'fd00::/8', 'with fd00::/8, no single'],
  ['mtls', 'excludeOutboundIPRanges', 'fd00::/64', 'with fd00::/64, no single'],
  ['mtls', 'excludeOutboundIPRanges', 'fd00::/32', 'with fd00::/32, no single'],
  ['mtls', 'excludeOutboundIPRanges', '0.0.0.0/0,10.1.2.3/32,::/0', 'with 0.0.0.0/0 and ::/0, no single'],
  ['exclude', 'excludeOutboundIPRanges', '10.1.2.3', 'with 10.1.2.3, no single'],
  ['permissive', 'excludeOutboundIPRanges', '*', 'with *, no single'],
  ['mtls', 'includeInboundPorts', '', '"", but with istio.mode mtls 5432 and 8008 have'],
  ['mtls', 'includeInboundPorts', '5432', '"5432", but with istio.mode mtls 5432 and 8008 have'],
  [
    'exclude',
    'includeInboundPorts',
    '5432,8008',
    'exclude 8008 has to come through the proxy, and 5432 past it',
  ],
  ['exclude', 'includeInboundPorts', '443', 'exclude 8008 has to come through the proxy, and 5432 past it'],
  ['mtls', 'includeOutboundIPRanges', '', '"", and what is outside of it'],
  ['exclude', 'excludeInboundPorts', '9187', 'a name that this chart'],
])('%s: %s "%s" is refused', async (mode, name, value, says) => {
  const text = await refusal(annotated(mode, traffic(name), value));
  expect(text).toContain(says);
  expect(text.match(/^ {2}- /gm)).toHaveLength(1);
});

test.each([
  ['mtls', traffic('excludeInboundPorts'), '9187,15432,54320'],
  ['mtls', traffic('excludeOutboundIPRanges'), ''],
  ['mtls', traffic('excludeOutboundIPRanges'), '10.1.2.3/32'],
  ['mtls', traffic('excludeOutboundIPRanges'), 'fd00::1/128,::ffff:10.1.2.3/128'],
  ['mtls', traffic('includeInboundPorts'), '*'],
  ['mtls', traffic('includeInboundPorts'), ' 5432 , 8008, 9187'],
  ['exclude', traffic('includeInboundPorts'), '8008'],
  ['mtls', 'excludeInboundPorts', '5432'],
  ['disabled', traffic('excludeInboundPorts'), '5432'],
])('%s: %s "%s" is taken', async (mode, name, value) => {
  expect(await render(annotated(mode, name, value))).not.toHaveLength(0);
});

const through = { exclude: { throughProxy: true } };

test.each<[string, string, Values]>([
  ['because no mode takes 8008 past the proxies', '8008', { istio: { mode: 'mtls' } }],
  [
    'because with istio.mode exclude it is istio.exclude.throughProxy',
    '5432',
    { istio: { mode: 'exclude' } },
  ],
  ['or set istio.mode to exclude, which takes 5432', '5432', { istio: { mode: 'permissive' } }],
])('the way out is one of the mode: %s', async (says, port, { istio }) => {
  const { mode } = istio as { mode: string };
  const value = { istio: { mode, sidecar: { excludeOutboundPorts: [Number(port)] } } };
  expect(await refusal(value)).toContain(`remove it, ${says}`);
  const annotation = annotated(
    mode,
    traffic('excludeOutboundPorts'),
    port,
    mode === 'exclude' ? through : {},
  );
  expect(await refusal(annotation)).toContain(`remove it, ${says}`);
});

test('members are not reached past their proxies, either', async () => {
  for (const port of [5432, 8008])
    expect(await refusal({ istio: { mode: 'mtls', sidecar: { excludeInboundPorts: [port] } } })).toContain(
      `istio.sidecar.excludeInboundPorts has ${port}, so members would be reached past their own proxies and still connect to each other through them; remove it, `,
    );
});

const off = { istio: { authorizationPolicy: { clients: ['a'] }, egress: { hosts: ['./a'] } } };

test('who may connect and what proxies know does nothing while it is off', async () => {
  const text = await refusal(off);
  for (const path of ['authorizationPolicy.clients', 'egress.hosts']) {
    const switchOf = path.replace(/\.\w+$/, '.enabled');
    expect(text).toContain(`istio.${path} does nothing with istio.${switchOf} false;`);
  }
  expect(text.match(/^ {2}- /gm)).toHaveLength(2);
});

test('an AuthorizationPolicy does not go together with clients outside of ambient', async () => {
  const istio = (plaintextClients: boolean): Values => ({
    istio: { mode: 'ambient', ambient: { plaintextClients }, authorizationPolicy: { enabled: true } },
  });
  expect(await refusal(istio(true))).toContain(
    'is true with istio.ambient.plaintextClients true, which is for clients outside of the mesh: they show no certificate that it could know them by, so it would keep them out; remove it with its clients, or set istio.ambient.plaintextClients to false.',
  );
  expect(await render(istio(false))).not.toHaveLength(0);
});

test('clients from outside of ambient have a way of their own', async () => {
  const balanced = { service: { primary: { type: 'LoadBalancer' } } };
  const ambient = { istio: { mode: 'ambient', ambient: { plaintextClients: true } } };
  expect(await refusal({ ...balanced, istio: { mode: 'ambient' } })).toContain(
    'or set istio.ambient.plaintextClients to true.',
  );
  expect(await render({ ...balanced, ...ambient })).not.toHaveLength(0);
});

const waiting = (mode: string, hook: string): Values => {
  const lifecycle = {
    [hook]: { exec: { command: ['pilot-agent', 'wait'] } },
    preStop: { exec: { command: ['pilot-agent', 'request', 'POST', 'quitquitquit'] } },
  };
  return { istio: { mode }, pod: { initContainers: [{ name: 'x', image: 'y', lifecycle }] } };
};

test.each(['disabled', 'ambient'])('%s: nobody waits for a proxy that never comes', async (mode) => {
  expect(await refusal(waiting(mode, 'postStart'))).toContain(
    `pod.initContainers has x with a postStart that waits for the proxy: with istio.mode ${mode} there is none, so it would wait for ever`,
  );
  expect(await render(waiting(mode, 'preStop'))).not.toHaveLength(0);
});
