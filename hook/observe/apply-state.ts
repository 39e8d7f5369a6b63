/** How `apply` leaves word on its Lease, and how others read it. */
import type { V1Job, V1Lease } from '@kubernetes/client-node';
import { lookFor } from './look.ts';
import { isoOf } from './pod.ts';
import type { ApplyResult, ApplySeen, JobSeen, LeaseSeen } from './seen-cluster.ts';
import type { Look } from './target.ts';

export const progressAnnotation = 'patroni-istio/progress';
export const resultAnnotation = 'patroni-istio/result';
export const modeAnnotation = 'patroni-istio/mode';

export function formatResult(result: ApplyResult): string {
  return JSON.stringify(result);
}

export function parseResult(annotation: string | undefined): ApplyResult | null {
  if (annotation === undefined || annotation === '') return null;
  try {
    return JSON.parse(annotation) as ApplyResult;
  } catch {
    return null;
  }
}

export async function readApply(at: Look, jobName: string): Promise<ApplySeen> {
  const { cluster, namespace, deadline } = at;
  const leaseName = `${at.name}-apply`;
  const whatJob = `read Job ${namespace}/${jobName}`;
  const whatLease = `read Lease ${namespace}/${leaseName}`;
  const job = () =>
    cluster.call(whatJob, deadline, (o) => cluster.batch.readNamespacedJob({ name: jobName, namespace }, o));
  const lease = () =>
    cluster.call(whatLease, deadline, (o) =>
      cluster.coordination.readNamespacedLease({ name: leaseName, namespace }, o),
    );
  const [jobSeen, leaseSeen] = await Promise.all([
    jobName === '' ? null : lookFor(whatJob, async () => toJob(await job())),
    lookFor(whatLease, async () => toLease(await lease())),
  ]);
  return { job: jobSeen, lease: leaseSeen };
}

function toJob({ metadata, status }: V1Job): JobSeen {
  const condition = (type: string) => status?.conditions?.find((c) => c.type === type && c.status === 'True');
  const failed = condition('Failed');
  return {
    name: metadata?.name ?? '',
    startedAt: isoOf(status?.startTime),
    active: status?.active ?? 0,
    complete: condition('Complete') !== undefined,
    failed: failed !== undefined,
    because: failed?.message ?? failed?.reason ?? '',
  };
}

function toLease({ metadata, spec }: V1Lease): LeaseSeen {
  const annotations = metadata?.annotations ?? {};
  return {
    holder: spec?.holderIdentity ?? '',
    renewedAt: isoOf(spec?.renewTime),
    progress: annotations[progressAnnotation] ?? '',
    result: parseResult(annotations[resultAnnotation]),
    mode: annotations[modeAnnotation] ?? '',
  };
}
