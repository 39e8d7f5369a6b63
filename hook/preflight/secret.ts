/** The Secret with the passwords: made once, never changed, kept at uninstall because Helm does not own it. */
import { randomBytes } from 'node:crypto';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';

export const passwordKeys = [
  'superuser-password',
  'replication-password',
  'monitor-password',
  'restapi-password',
] as const;

/** Bits enough, and characters that need no quoting in a connection string or a URL. */
const password = (): string => randomBytes(24).toString('base64url');

/** Makes it; one that somebody else made meanwhile is as good. */
export async function createSecret(
  at: { cluster: Cluster; namespace: string; name: string; release: string },
  deadline: Deadline,
): Promise<'made' | 'there'> {
  const { cluster, namespace, name, release } = at;
  const labels = {
    'app.kubernetes.io/name': 'patroni',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': 'credentials',
  };
  const stringData = Object.fromEntries(passwordKeys.map((key) => [key, password()]));
  const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name, labels }, type: 'Opaque', stringData };
  try {
    await cluster.call(`create Secret ${namespace}/${name}`, deadline, (o) =>
      cluster.core.createNamespacedSecret({ namespace, body }, o),
    );
    return 'made';
  } catch (error) {
    if (isKubeError(error, 'exists')) return 'there';
    throw error;
  }
}
