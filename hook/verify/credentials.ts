import type { Login } from '../kube/postgres.ts';
import { type CredentialsFrom, readPassword } from '../kube/passwords.ts';
import { look } from '../observe/look.ts';
import type { Looked } from '../observe/looked.ts';
import type { Target } from '../observe/target.ts';

/** The monitor's login: in a Job from the mounted file, from elsewhere out of the Secret. Asked again until it is there. */
export function monitorLogin(from: CredentialsFrom): Target['login'] {
  let known: Looked<Login> | undefined;
  return async (secret, deadline) => {
    if (known !== undefined) return known;
    const looked = await look('log in as monitor', async () => {
      const password = await readPassword(from, { secret, key: 'monitor-password' }, deadline);
      return { user: 'monitor', password, database: 'postgres' };
    });
    if ('seen' in looked) known = looked;
    return looked;
  };
}
