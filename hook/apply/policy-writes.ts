/** Writes to the release's own policies, each by its name. */
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';
import type { OwnPolicySeen } from '../observe/observation.ts';
import { policyKinds } from '../observe/policies.ts';
import { mergePatch } from './writes.ts';

/** The StatefulSet, so that what Helm was told to keep goes with it. */
export interface Owner {
  name: string;
  uid: string;
}

interface At {
  cluster: Cluster;
  namespace: string;
  owner: Owner;
}

/** Helm heeds the annotation of the live object at an upgrade, and that of its own manifest at uninstall. */
export async function keep(at: At, policies: OwnPolicySeen[], deadline: Deadline): Promise<string> {
  const { cluster, namespace, owner } = at;
  const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', ...owner }];
  const body = { metadata: { annotations: { 'helm.sh/resource-policy': 'keep' }, ownerReferences } };
  for (const { kind, name } of policies) {
    const what = `write ${kind} ${namespace}/${name}`;
    await cluster.call(what, deadline, (options) =>
      cluster.custom.patchNamespacedCustomObject(
        { ...policyKinds[kind], namespace, name, body },
        mergePatch(options),
      ),
    );
  }
  return '';
}

export async function drop(at: At, policies: OwnPolicySeen[], deadline: Deadline): Promise<string> {
  const { cluster, namespace } = at;
  for (const { kind, name } of policies) {
    const what = `delete ${kind} ${namespace}/${name}`;
    const ask = { ...policyKinds[kind], namespace, name };
    await cluster
      .call(what, deadline, (options) => cluster.custom.deleteNamespacedCustomObject(ask, options))
      .catch((error: unknown) => {
        if (!isKubeError(error, 'not found')) throw error;
      });
  }
  return '';
}
