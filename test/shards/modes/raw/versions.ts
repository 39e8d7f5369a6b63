/** What a table was measured with, by the word of what ran. */
import { kubectl } from '../../../e2e/support/run.ts';
import { sql } from '../../../e2e/support/sql.ts';
import { envoyVersion } from './proxy.ts';

interface Pods {
  items: { metadata: { namespace: string; labels: Record<string, string> } }[];
}

interface Policies {
  items: { spec: { selector?: object; mtls?: { mode: string } } }[];
}

async function istiod(): Promise<{ version: string; namespace: string }> {
  const all = ['--all-namespaces', '--selector', 'app=istiod', '--output', 'json'];
  const [pod] = (JSON.parse(await kubectl(['get', 'pods', ...all])) as Pods).items;
  if (pod === undefined) throw new Error('there is no istiod');
  const version = pod.metadata.labels['app.kubernetes.io/version'] ?? 'unknown';
  return { version, namespace: pod.metadata.namespace };
}

/** The mode of the whole mesh; every cell depends on it. */
async function mtlsOf(namespace: string): Promise<string> {
  const list = await kubectl(['--namespace', namespace, 'get', 'peerauthentications', '--output', 'json']);
  const { items } = JSON.parse(list) as Policies;
  return items.find(({ spec }) => spec.selector === undefined)?.spec.mtls?.mode ?? 'PERMISSIVE';
}

export async function versions(namespace: string, member: string): Promise<string> {
  const server = JSON.parse(await kubectl(['version', '--output', 'json'])) as {
    serverVersion: { gitVersion: string };
  };
  const istio = await istiod();
  const inMember = ['--namespace', namespace, 'exec', member, '--container', 'patroni', '--'];
  const patroni = await kubectl([...inMember, 'patroni', '--version']);
  return [
    `Kubernetes ${server.serverVersion.gitVersion.replace('v', '')}`,
    `Istio ${istio.version} with Envoy ${await envoyVersion(namespace, member)}`,
    `mesh-wide mTLS ${await mtlsOf(istio.namespace)}`,
    `Patroni ${patroni.trim().replace('patroni ', '')}`,
    `PostgreSQL ${await sql(namespace, member, 'show server_version')}`,
  ].join(', ');
}
