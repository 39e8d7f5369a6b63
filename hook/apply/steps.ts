/** Carries out one step of a plan; the only code of the tool that changes a cluster, beside preflight's Secret. */
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError, KubeError } from '../kube/errors.ts';
import { requestPod } from '../kube/http.ts';
import { withPostgres, type Login } from '../kube/postgres.ts';
import type { Step } from './plan.ts';
import { drop, keep, type Owner } from './policy-writes.ts';
import { finalConflict } from './writes.ts';

export interface Hands {
  cluster: Cluster;
  namespace: string;
  /** The StatefulSet, as an owner. */
  owner: Owner;
  /** The superuser's login. */
  superuser: () => Promise<Login>;
  /** `user:password` of Patroni's REST API. */
  restApi: () => Promise<string>;
}

/** A checkpoint of a busy primary writes all of its shared buffers. */
const checkpointMs = 300_000;
/** Patroni answers when the new leader leads, at the latest after 2 * max(10, loop_wait) seconds. */
const switchoverMs = 60_000;

/** Returns what came of it, in words, or '' when the next look will tell. */
export async function carryOut(hands: Hands, step: Step, deadline: Deadline): Promise<string> {
  if (step.do === 'replace') return replace(hands, step, deadline);
  if (step.do === 'switchover') return switchover(hands, step, deadline);
  if (step.do === 'reopen') return reopen(hands, step, deadline);
  if (step.do === 'keep') return keep(hands, step.policies, deadline);
  if (step.do === 'drop') return drop(hands, step.policies, deadline);
  return '';
}

/** Only the walsender that was seen: another one is a newer stream already. */
async function reopen(hands: Hands, step: Step & { do: 'reopen' }, deadline: Deadline): Promise<string> {
  const { cluster, namespace } = hands;
  const at = { to: { namespace, pod: step.upstream, port: 5432 }, login: await hands.superuser(), deadline };
  const end =
    'SELECT pg_terminate_backend(pid) FROM pg_stat_replication WHERE pid = $1 AND application_name = $2';
  await withPostgres(cluster, at, (session) => session.query(end, [step.pid, step.member]));
  return '';
}

/** By uid: a pod that has been replaced or has gone meanwhile is not deleted again. */
async function replace(hands: Hands, step: Step & { do: 'replace' }, deadline: Deadline): Promise<string> {
  const { cluster, namespace } = hands;
  const { member: name, uid } = step;
  if (step.checkpoint) await checkpoint(hands, name, deadline);
  const what = `delete Pod ${namespace}/${name}`;
  try {
    await cluster.call(what, deadline, (options) =>
      cluster.core
        .deleteNamespacedPod({ namespace, name, body: { preconditions: { uid } } }, options)
        .catch((error: unknown) => finalConflict(error, what)),
    );
  } catch (error) {
    if (!isKubeError(error, 'conflict') && !isKubeError(error, 'not found')) throw error;
    return `${name} was replaced by somebody else`;
  }
  return '';
}

async function checkpoint(hands: Hands, pod: string, deadline: Deadline): Promise<void> {
  const { cluster, namespace } = hands;
  const at = {
    to: { namespace, pod, port: 5432 },
    login: await hands.superuser(),
    deadline,
    statementTimeoutMs: checkpointMs,
  };
  await withPostgres(cluster, at, (session) => session.query('CHECKPOINT'));
}

/** Patroni says 200 also when another than the asked one took over; the next look tells who leads. */
async function switchover(
  hands: Hands,
  step: Step & { do: 'switchover' },
  deadline: Deadline,
): Promise<string> {
  const { cluster, namespace } = hands;
  const what = `hand over from ${step.member} to ${step.to}`;
  await checkpoint(hands, step.member, deadline);
  const answer = await requestPod(
    cluster,
    {
      namespace,
      pod: step.member,
      port: 8008,
      path: '/switchover',
      method: 'POST',
      auth: await hands.restApi(),
      body: { leader: step.member, candidate: step.to },
      timeoutMs: switchoverMs,
    },
    deadline,
  );
  if (answer.status === 200) return answer.body.trim();
  throw new KubeError({
    kind: 'refused',
    what,
    because: `Patroni answered ${answer.status}: ${answer.body.trim()}`,
  });
}
