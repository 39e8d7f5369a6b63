import type { V1Container, V1ContainerStatus, V1Pod, V1PodCondition } from '@kubernetes/client-node';
import { lookFor } from './look.ts';
import type { Looked } from './looked.ts';
import type { ConditionSeen, ContainerSeen, PodSeen } from './seen-member.ts';
import type { Look } from './target.ts';

/** The pod as the API server gives it; what is recorded of it is `toPodSeen`. */
export async function readPod(look: Look, name: string): Promise<Looked<V1Pod | null>> {
  const { cluster, namespace, deadline } = look;
  const what = `read Pod ${namespace}/${name}`;
  return lookFor(what, () =>
    cluster.call(what, deadline, (o) => cluster.core.readNamespacedPod({ name, namespace }, o)),
  );
}

export function toPodSeen(pod: V1Pod): PodSeen {
  const { metadata, status } = pod;
  const { labels = {}, annotations = {}, uid = '' } = metadata ?? {};
  const conditions = (status?.conditions ?? []).map(toCondition);
  return {
    uid,
    createdAt: isoOf(metadata?.creationTimestamp),
    ...labelled(labels),
    ...placed(pod),
    ready: conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
    terminating: metadata?.deletionTimestamp !== undefined,
    annotations: onlyOurs(annotations),
    conditions,
    containers: containersOf(pod),
  };
}

function labelled(labels: Record<string, string>) {
  return { labels, revision: labels['controller-revision-hash'] ?? '', role: labels['role'] ?? '' };
}

function placed({ spec, status }: V1Pod) {
  return { phase: status?.phase ?? '', ip: status?.podIP ?? '', node: spec?.nodeName ?? '' };
}

function toCondition(condition: V1PodCondition): ConditionSeen {
  const { type, status, reason = '', message = '' } = condition;
  return { type, status, reason, message, since: isoOf(condition.lastTransitionTime) };
}

/** Annotations can hold anything; kept are those that a check reads. */
function onlyOurs(annotations: Record<string, string>): Record<string, string> {
  const kept = /^(patroni-istio|sidecar\.istio\.io|traffic\.sidecar\.istio\.io|ambient\.istio\.io)\//;
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => kept.test(key)));
}

function containersOf({ spec, status }: V1Pod): ContainerSeen[] {
  const all = (containers: V1Container[] = [], statuses: V1ContainerStatus[] = [], init: boolean) =>
    containers.map((container) =>
      toContainer(
        container,
        statuses.find((s) => s.name === container.name),
        init,
      ),
    );
  return [
    ...all(spec?.initContainers, status?.initContainerStatuses, true),
    ...all(spec?.containers, status?.containerStatuses, false),
  ];
}

function toContainer(
  container: V1Container,
  status: V1ContainerStatus | undefined,
  init: boolean,
): ContainerSeen {
  return {
    name: container.name,
    init,
    sidecar: init && container.restartPolicy === 'Always',
    image: container.image ?? '',
    ...stateOf(status),
    restarts: status?.restartCount ?? 0,
    ready: status?.ready ?? false,
    last: lastOf(status),
  };
}

type State = Pick<ContainerSeen, 'state' | 'reason' | 'message' | 'exitCode' | 'startedAt'>;

function stateOf(status: V1ContainerStatus | undefined): State {
  const none = { reason: '', message: '', exitCode: null, startedAt: '' };
  const { waiting, running, terminated } = status?.state ?? {};
  if (running !== undefined) return { ...none, state: 'running', startedAt: isoOf(running.startedAt) };
  if (terminated !== undefined) {
    const { reason = '', message = '', exitCode } = terminated;
    return { state: 'terminated', reason, message, exitCode, startedAt: isoOf(terminated.startedAt) };
  }
  if (waiting === undefined) return { ...none, state: 'unknown' };
  return { ...none, state: 'waiting', reason: waiting.reason ?? '', message: waiting.message ?? '' };
}

function lastOf(status: V1ContainerStatus | undefined): ContainerSeen['last'] {
  const terminated = status?.lastState?.terminated;
  if (terminated === undefined) return null;
  const { reason = '', exitCode, finishedAt } = terminated;
  return { reason, exitCode, finishedAt: isoOf(finishedAt) };
}

/** The client makes dates of times, except where it does not. */
export function isoOf(time: Date | string | undefined): string {
  return time === undefined ? '' : new Date(time).toISOString();
}
