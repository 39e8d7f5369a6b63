/** A password by its key: from a mounted folder with a file per key, or out of a Secret. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';
import type { Deadline } from './deadline.ts';
import { isKubeError, KubeError, messageOf } from './errors.ts';

export interface CredentialsFrom {
  cluster: Cluster;
  namespace: string;
  /** A folder with a file per key; without one, the Secret is asked. */
  directory?: string | undefined;
}

export interface PasswordAt {
  secret: string;
  key: string;
}

/** Fails with a KubeError of kind `not found` where there is no such Secret, key or file. */
export async function readPassword(
  from: CredentialsFrom,
  at: PasswordAt,
  deadline: Deadline,
): Promise<string> {
  const { directory } = from;
  return directory === undefined ? fromSecret(from, at, deadline) : fromFile(directory, at.key);
}

async function fromFile(directory: string, key: string): Promise<string> {
  const what = `read the password ${key}`;
  try {
    return await readFile(join(directory, key), 'utf8');
  } catch (error) {
    const kind = (error as { code?: string }).code === 'ENOENT' ? 'not found' : 'failed';
    const because = kind === 'not found' ? `there is no file ${key} in ${directory}` : messageOf(error);
    throw new KubeError({ kind, what, because }, error);
  }
}

async function fromSecret(
  { cluster, namespace }: CredentialsFrom,
  { secret: name, key }: PasswordAt,
  deadline: Deadline,
): Promise<string> {
  const what = `read Secret ${namespace}/${name}`;
  const secret = await cluster
    .call(what, deadline, (o) => cluster.core.readNamespacedSecret({ name, namespace }, o))
    .catch((error: unknown) => {
      if (isKubeError(error, 'not found')) return null;
      throw error;
    });
  const value = secret?.data?.[key];
  if (value !== undefined) return Buffer.from(value, 'base64').toString('utf8');
  const because = secret === null ? `there is no Secret ${namespace}/${name}` : `it has no key ${key}`;
  throw new KubeError({ kind: 'not found', what, because });
}
