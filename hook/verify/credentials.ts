import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError, KubeError, messageOf } from '../kube/errors.ts';
import type { Login } from '../kube/postgres.ts';
import { look } from '../observe/look.ts';
import type { Looked } from '../observe/looked.ts';
import type { Target } from '../observe/target.ts';

export const monitorKey = 'monitor-password';

export interface CredentialsFrom {
  cluster: Cluster;
  namespace: string;
  /** A folder with a file per key; without one, the Secret is asked. */
  directory?: string | undefined;
}

/** The monitor's login: in a Job from the mounted file, from elsewhere out of the Secret. Asked again until it is there. */
export function monitorLogin(from: CredentialsFrom): Target['login'] {
  let known: Looked<Login> | undefined;
  return async (secret, deadline) => {
    if (known !== undefined) return known;
    const looked = await look('log in as monitor', async () => {
      const { directory } = from;
      const password =
        directory === undefined ? await fromSecret(from, secret, deadline) : await fromFile(directory);
      return { user: 'monitor', password, database: 'postgres' };
    });
    if ('seen' in looked) known = looked;
    return looked;
  };
}

async function fromFile(directory: string): Promise<string> {
  const what = 'log in as monitor';
  try {
    return await readFile(join(directory, monitorKey), 'utf8');
  } catch (error) {
    const kind = (error as { code?: string }).code === 'ENOENT' ? 'not found' : 'failed';
    const because =
      kind === 'not found' ? `there is no file ${monitorKey} in ${directory}` : messageOf(error);
    throw new KubeError({ kind, what, because }, error);
  }
}

async function fromSecret(
  { cluster, namespace }: CredentialsFrom,
  name: string,
  deadline: Deadline,
): Promise<string> {
  const what = `read Secret ${namespace}/${name}`;
  const secret = await cluster
    .call(what, deadline, (o) => cluster.core.readNamespacedSecret({ name, namespace }, o))
    .catch((error: unknown) => {
      if (isKubeError(error, 'not found')) return null;
      throw error;
    });
  const value = secret?.data?.[monitorKey];
  if (value === undefined) {
    const because =
      secret === null ? `there is no Secret ${namespace}/${name}` : `it has no key ${monitorKey}`;
    throw new KubeError({ kind: 'not found', what, because });
  }
  return Buffer.from(value, 'base64').toString('utf8');
}
