/** Every object of Istio's that any mode renders is one to the Istio of the test cluster. */
import { expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { conform } from './support/conform.ts';
import { istioObjects } from './support/mesh.ts';
import { render, type Values } from './support/render.ts';
import { kubernetes } from './support/shapes.ts';

const { newest } = kubernetes;
const destinationRule = { maxConnections: 100, loadBalancer: 'ROUND_ROBIN', idleTimeout: '8h' };
const authorizationPolicy = { enabled: true, clients: ['cluster.local/ns/shop/sa/orders'] };
const egress = { enabled: true, hosts: ['backup/minio.backup.svc.cluster.local', '~/*'] };
const peerAuthentication = { mtls: 'STRICT' };

/** Each with all that the mode can render. */
const modes: Record<string, Values> = {
  mtls: { peerAuthentication, destinationRule, authorizationPolicy, egress },
  permissive: { peerAuthentication, destinationRule, egress },
  exclude: { peerAuthentication, destinationRule, egress },
  ambient: { peerAuthentication, authorizationPolicy },
};

async function manifestOf(mode: string): Promise<string> {
  const objects = istioObjects(await render({ istio: { mode, ...modes[mode] } }));
  return objects.map((object) => stringify(object)).join('---\n');
}

test('every object of every mode is one to Istio', async () => {
  const made = Object.keys(modes).map(async (mode) => [mode, await manifestOf(mode)] as const);
  const manifests = Object.fromEntries(await Promise.all(made));
  const { failed, stdout } = await conform(newest, manifests);
  expect({ failed, said: failed ? stdout : '' }).toEqual({ failed: false, said: '' });
  const kinds = [
    ...Object.values(manifests)
      .join('')
      .matchAll(/^kind: (.*)/gm),
  ].map(([, kind]) => kind);
  expect([...new Set(kinds)].sort()).toEqual([
    'AuthorizationPolicy',
    'DestinationRule',
    'PeerAuthentication',
    'Sidecar',
  ]);
  expect(stdout).toContain(`Summary: ${kinds.length} resources found in 4 files - Valid: ${kinds.length}, `);
});

test.each<[string, string, [right: string, wrong: string], string]>([
  ['a field at the top', 'mtls', ['spec:', 'specs: {}\nspec:'], "'specs' not allowed"],
  ['a label that is no text', 'mtls', ['patroni-istio/scope: db-patroni', 'a: 1'], 'got number, want string'],
  ['a field of a connection pool', 'exclude', ['connectTimeout:', 'connectTimeOut:'], "'connectTimeOut' not"],
  ['a mode of TLS', 'exclude', ['mode: DISABLE', 'mode: DISABLED'], "value must be one of 'DISABLE'"],
  ['a way to choose', 'mtls', ['ROUND_ROBIN', 'ROUND-ROBIN'], "value must be one of 'UNSPECIFIED'"],
  ['a mode of mTLS', 'permissive', ['mode: STRICT', 'mode: strict'], "value must be one of 'UNSET'"],
  ['a port of an operation', 'mtls', ['- "5432"', '- 5432'], 'got number, want string'],
  ['an action', 'mtls', ['action: ALLOW', 'action: PERMIT'], "value must be one of 'ALLOW'"],
  ['hosts that are no list', 'mtls', ['hosts:', 'hosts: all\n      other:'], 'got string, want array'],
  ['a version that there is not', 'mtls', ['istio.io/v1', 'istio.io/v9'], 'could not find schema'],
])('%s that Istio does not know is refused', async (_, mode, [right, wrong], words) => {
  const manifest = await manifestOf(mode);
  expect(manifest).toContain(right);
  const { failed, stdout, stderr } = await conform(newest, { manifest: manifest.replace(right, wrong) });
  expect(stdout + stderr).toContain(words);
  expect(failed).toBe(true);
});
