/**
 * Whether the Secret still holds the passwords of the cluster: a member that starts with another one cannot log in to its
 * leader, and apply itself cannot hand over. Nothing else tells before the first member is gone.
 */
import { secretName } from '../checks/names.ts';
import { listed } from '../checks/view.ts';
import { type Finding, finding } from '../findings.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';
import { requestPod } from '../kube/http.ts';
import { readPassword, type CredentialsFrom } from '../kube/passwords.ts';
import { isWrongPassword, withPostgres, type Login } from '../kube/postgres.ts';
import type { Observation } from '../observe/observation.ts';
import { restUser } from './credentials.ts';
import { leaderOf } from './standing.ts';

interface At {
  from: CredentialsFrom;
  /** The member that leads. */
  leader: string;
  deadline: Deadline;
}

type Password = 'superuser-password' | 'replication-password' | 'monitor-password' | 'restapi-password';

/** Whether the leader takes another password than this one; what it cannot be asked is not held against the Secret. */
type Refuses = (at: At, password: string) => Promise<boolean>;

const refusers: Record<Password, Refuses> = {
  'superuser-password': byPostgres({ user: 'postgres', database: 'postgres' }),
  'replication-password': byPostgres({ user: 'replicator', database: 'postgres', replication: 'true' }),
  'monitor-password': byPostgres({ user: 'monitor', database: 'postgres' }),
  'restapi-password': byRestApi,
};

/** PHA0518 where the leader refuses a password of the Secret, else null; also where there is no leader or no answer. */
export async function otherPasswords(
  observation: Observation,
  from: CredentialsFrom,
  deadline: Deadline,
): Promise<Finding | null> {
  const leader = leaderOf(observation);
  if (leader === '') return null;
  const secret = secretName(observation);
  const keys: string[] = [];
  for (const [key, refuses] of Object.entries(refusers)) {
    if (await isRefused({ from, leader, deadline }, { secret, key, refuses })) keys.push(key);
  }
  if (keys.length === 0) return null;
  return finding('PHA0518', { secret, keys: listed(keys), leader, namespace: from.namespace });
}

async function isRefused(at: At, of: { secret: string; key: string; refuses: Refuses }): Promise<boolean> {
  try {
    return await of.refuses(at, await readPassword(at.from, of, at.deadline));
  } catch (error) {
    if (isKubeError(error)) return false;
    throw error;
  }
}

function byPostgres(login: Omit<Login, 'password'>): Refuses {
  return async ({ from: { cluster, namespace }, leader: pod, deadline }, password) => {
    const to = { namespace, pod, port: 5432 };
    try {
      await withPostgres(cluster, { to, login: { ...login, password }, deadline }, () => Promise.resolve());
      return false;
    } catch (error) {
      return isWrongPassword(error);
    }
  };
}

/** Patroni asks for the password first, and answers 400 to a switchover that names no leader (`do_POST_failover` in its api.py). */
async function byRestApi({ from, leader: pod, deadline }: At, password: string): Promise<boolean> {
  const { cluster, namespace } = from;
  const answer = await requestPod(
    cluster,
    {
      ...{ namespace, pod, port: 8008, path: '/switchover', method: 'POST' },
      auth: `${restUser}:${password}`,
      body: { leader: '' },
    },
    deadline,
  );
  return answer.status === 401;
}
