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
  /** The Secret with the superuser's password, where it is not the chart's. */
  secret?: string;
  volumes?: object[];
  volumeMounts?: object[];
}

/** What has to be known of a cluster to put an app beside it. */
export type Beside = Pick<Release, 'namespace' | 'fullname'>;

/** A Pod with the superuser's password in its environment, in the cluster's namespace. */
export async function podOf({ namespace, fullname }: Beside, app: App): Promise<object> {
  const { spec } = await getObject<StatefulSet>(namespace, 'statefulset', fullname);
  const { name, inMesh, command, volumes = [], volumeMounts = [] } = app;
  const { secret = `${fullname}-credentials` } = app;
  const password = { secretKeyRef: { name: secret, key: 'superuser-password' } };
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
