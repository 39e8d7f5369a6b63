import type {
  V1ObjectMeta,
  V1StatefulSet,
  V1StatefulSetSpec,
  V1StatefulSetStatus,
} from '@kubernetes/client-node';
import type { Looked } from './looked.ts';
import { lookFor } from './look.ts';
import type { StatefulSetSeen } from './seen-cluster.ts';
import type { Look } from './target.ts';

export async function readStatefulSet(look: Omit<Look, 'login'>): Promise<Looked<StatefulSetSeen | null>> {
  const { cluster, namespace, name, deadline } = look;
  const what = `read StatefulSet ${namespace}/${name}`;
  return lookFor(what, async () =>
    toSeen(
      await cluster.call(what, deadline, (o) =>
        cluster.apps.readNamespacedStatefulSet({ name, namespace }, o),
      ),
    ),
  );
}

function toSeen({ metadata, spec, status }: V1StatefulSet): StatefulSetSeen {
  const annotation = (key: string) => metadata?.annotations?.[`patroni-istio/${key}`] ?? '';
  return {
    ...identityOf(metadata),
    ...progressOf(status),
    replicas: spec?.replicas ?? 1,
    mode: annotation('mode'),
    applyJob: annotation('apply'),
    releaseRevision: annotation('release-revision'),
    dcsParameters: namesIn(annotation('dcs-parameters')),
    policies: namesIn(annotation('policies')),
    secret: secretOf(spec),
    events: [],
  };
}

function namesIn(list: string): string[] {
  return list.split(',').filter((name) => name !== '');
}

function identityOf(metadata: V1ObjectMeta | undefined) {
  const { uid = '', generation = 0, labels = {} } = metadata ?? {};
  return { uid, generation, labels };
}

function progressOf(status: V1StatefulSetStatus | undefined) {
  const { observedGeneration = 0, updateRevision = '', currentRevision = '' } = status ?? {};
  return { observedGeneration, updateRevision, currentRevision };
}

/** The Secret with the passwords, as the pods name it; the chart's generated one where they name none. */
export function secretName(statefulSet: StatefulSetSeen | null, name: string): string {
  const named = statefulSet?.secret ?? '';
  return named === '' ? `${name}-credentials` : named;
}

/** The Secret that the members take their passwords from. */
function secretOf(spec: V1StatefulSetSpec | undefined): string {
  const containers = spec?.template.spec?.containers ?? [];
  const keys = containers.flatMap(({ env }) => env ?? []).map(({ valueFrom }) => valueFrom?.secretKeyRef);
  return keys.find((ref) => ref?.key === 'superuser-password')?.name ?? '';
}
