/** The passwords that apply needs: in a Job from mounted files, from elsewhere out of the Secret. */
import { readPassword, type CredentialsFrom } from '../kube/passwords.ts';
import type { Deadline } from '../kube/deadline.ts';
import type { Hands } from './steps.ts';

/** User of Patroni's REST API, as the chart names it. */
export const restUser = 'patroni';

export function credentials(
  from: CredentialsFrom,
  secret: string,
  deadline: Deadline,
): Pick<Hands, 'superuser' | 'restApi'> {
  const password = (key: string): Promise<string> => readPassword(from, { secret, key }, deadline);
  return {
    superuser: async () => ({
      user: 'postgres',
      password: await password('superuser-password'),
      database: 'postgres',
    }),
    restApi: async () => `${restUser}:${await password('restapi-password')}`,
  };
}
