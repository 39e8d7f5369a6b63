import type { Cluster } from '../kube/cluster.ts';
import { Deadline } from '../kube/deadline.ts';

/**
 * The deadline of a Job counts from its own start, image pull included, as its activeDeadlineSeconds does. Where the start
 * cannot be read, from now: too late is better than not at all.
 */
export async function deadlineOf(
  cluster: Cluster,
  of: { namespace: string; job?: string | undefined; timeoutSeconds: number },
  signal: AbortSignal,
): Promise<Deadline> {
  const { namespace, job: name, timeoutSeconds } = of;
  const fromNow = Deadline.in(timeoutSeconds * 1000, signal);
  if (name === undefined) return fromNow;
  try {
    const job = await cluster.call(`read Job ${namespace}/${name}`, fromNow.within(5_000), (o) =>
      cluster.batch.readNamespacedJob({ name, namespace }, o),
    );
    const startedAt = job.status?.startTime;
    return startedAt === undefined
      ? fromNow
      : new Deadline(new Date(startedAt).getTime() + timeoutSeconds * 1000, signal);
  } catch {
    return fromNow;
  }
}
