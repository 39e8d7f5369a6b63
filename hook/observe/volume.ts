import { lookFor } from './look.ts';
import type { Looked } from './looked.ts';
import { isoOf } from './pod.ts';
import type { VolumeSeen } from './seen-member.ts';
import type { Look } from './target.ts';

export async function readVolume(at: Look, name: string): Promise<Looked<VolumeSeen | null>> {
  const { cluster, namespace, deadline } = at;
  const what = `read PersistentVolumeClaim ${namespace}/${name}`;
  return lookFor(what, async () => {
    const { metadata, spec, status } = await cluster.call(what, deadline, (o) =>
      cluster.core.readNamespacedPersistentVolumeClaim({ name, namespace }, o),
    );
    return {
      phase: status?.phase ?? '',
      storageClass: spec?.storageClassName ?? '',
      createdAt: isoOf(metadata?.creationTimestamp),
    };
  });
}
