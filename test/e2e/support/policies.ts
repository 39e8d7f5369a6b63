/** Objects of the mesh that tests put beside a release. */
import { kubectl } from './run.ts';

/** What of Istio's a namespace has, by name. */
export async function policies(namespace: string): Promise<string[]> {
  const kinds = 'peerauthentications,destinationrules';
  const jsonpath = 'jsonpath={range .items[*]}{.kind}/{.metadata.name}{"\\n"}{end}';
  const found = await kubectl(['--namespace', namespace, 'get', kinds, '--output', jsonpath]);
  return found.split('\n').filter(Boolean).sort();
}

/**
 * Row c of everybody's advice: mTLS off for 5432, while a headless Service declares the port. For every cluster of the
 * namespace, or for the one of a scope.
 */
export async function cutReplication(
  namespace: string,
  name = 'no-mtls-5432',
  scope?: string,
): Promise<void> {
  const own = scope === undefined ? {} : { 'patroni-istio/scope': scope };
  const policy = {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/component': 'member', ...own } },
      mtls: { mode: 'STRICT' },
      portLevelMtls: { 5432: { mode: 'DISABLE' } },
    },
  };
  await kubectl(['apply', '--filename', '-'], JSON.stringify(policy));
}
