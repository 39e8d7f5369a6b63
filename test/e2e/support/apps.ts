/** Pods of clients. The members' own image is theirs too: Python and psycopg are in it. */
import type { Release } from './release.ts';
import { getObject } from './run.ts';

interface StatefulSet {
  spec: { template: { spec: { containers: { image: string }[] } } };
}

export interface App {
  name: string;
  /** With a sidecar, or opted out of one. */
  inMesh: boolean;
  command: string[];
  volumes?: object[];
  volumeMounts?: object[];
}

/** A Pod with the superuser's password in its environment, in the release's namespace. */
export async function podOf(release: Release, app: App): Promise<object> {
  const { namespace, fullname } = release;
  const { spec } = await getObject<StatefulSet>(namespace, 'statefulset', fullname);
  const password = { secretKeyRef: { name: `${fullname}-credentials`, key: 'superuser-password' } };
  const { name, inMesh, command, volumes = [], volumeMounts = [] } = app;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { app: name, 'sidecar.istio.io/inject': String(inMesh) } },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'app',
          image: spec.template.spec.containers[0]?.image ?? '',
          command,
          env: [{ name: 'PGPASSWORD', valueFrom: password }],
          resources: { requests: { cpu: '10m', memory: '32Mi' } },
          volumeMounts,
        },
      ],
      volumes,
    },
  };
}
