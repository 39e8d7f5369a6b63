/** The policies of the rows, as they are advised: under one name, so that a row's policy takes the place of the one before it. */
import { kubectl } from '../../../e2e/support/run.ts';

const metadata = { name: 'db' };

/** The members stay STRICT but for 5432. */
export const peerAuthentication = (mode: 'DISABLE' | 'PERMISSIVE'): object => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata,
  spec: {
    selector: { matchLabels: { 'patroni-cluster': 'db' } },
    mtls: { mode: 'STRICT' },
    portLevelMtls: { 5432: { mode } },
  },
});

const off = { tls: { mode: 'DISABLE' } };

/** TLS off towards the members' headless names: for one port of them, or for all. */
export const destinationRule = (where: '5432' | 'whole host'): object => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata,
  spec: {
    host: 'db-members',
    trafficPolicy: where === '5432' ? { portLevelSettings: [{ port: { number: 5432 }, ...off }] } : off,
  },
});

export async function withoutPeerAuthentication(namespace: string): Promise<void> {
  await kubectl(['--namespace', namespace, 'delete', 'peerauthentication', metadata.name]);
}
