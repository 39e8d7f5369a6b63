import type { Labels, Open, Texts } from './common.ts';

/** Whatever changes here rolls the members. */
export interface Pod {
  /**
   * Labels beside those of the chart, whose names are refused.
   *
   * @default {}
   * @examples [{"team": "payments"}]
   */
  labels?: Labels;
  /**
   * Annotations beside those of the chart, whose names are refused.
   *
   * @default {}
   * @examples [{"prometheus.io/scrape": "true", "prometheus.io/port": "9187"}]
   */
  annotations?: Texts;
  /**
   * Environment variables of the PostgreSQL container (`env`), as Kubernetes takes them; those of the chart are refused.
   *
   * @default []
   * @examples [[{"name": "TZ", "value": "Europe/Berlin"}]]
   */
  extraEnv?: Named[];
  /**
   * Sources of environment variables of the PostgreSQL container (`envFrom`): `configMapRef`, `secretRef`.
   *
   * @default []
   * @examples [[{"secretRef": {"name": "archive-keys"}}]]
   */
  extraEnvFrom?: Open[];
  /**
   * Volumes of the pod (`volumes`) beside those of the chart.
   *
   * @default []
   * @examples [[{"name": "archive", "persistentVolumeClaim": {"claimName": "archive"}}]]
   */
  extraVolumes?: Named[];
  /**
   * Where the PostgreSQL container has volumes (`volumeMounts`) beside those of the chart.
   *
   * @default []
   * @examples [[{"name": "archive", "mountPath": "/archive"}]]
   */
  extraVolumeMounts?: Named[];
  /**
   * Containers that end before PostgreSQL starts.
   *
   * @default []
   * @examples [[{"name": "wait-for-dns", "image": "busybox:1.37", "command": ["nslookup", "kubernetes.default"]}]]
   */
  initContainers?: Named[];
  /**
   * Containers beside PostgreSQL (`containers`).
   *
   * @default []
   * @examples [[{"name": "exporter", "image": "prometheuscommunity/postgres-exporter:v0.17.1", "ports": [{"containerPort": 9187}]}]]
   */
  sidecars?: Named[];
  /**
   * Seconds for a shutdown checkpoint and the last WAL for the replicas.
   *
   * @asType integer
   * @minimum 30
   * @maximum 86400
   * @default 300
   */
  terminationGracePeriodSeconds?: number;
  /**
   * Seconds until Patroni has to answer for the first time (`startupProbe`), which it does when it has reached the Kubernetes
   * API; a container that has not by then is started anew. A long crash recovery of PostgreSQL does not count.
   *
   * @asType integer
   * @minimum 10
   * @maximum 86400
   * @default 300
   */
  startupSeconds?: number;
  /**
   * How much WAL a replica may lag behind and still be Ready (`lag` of Patroni's `/readiness`, the `readinessProbe`), which is
   * what the replicas' Service asks for.
   *
   * @pattern ^[0-9]+(kB|MB|GB|TB)?$
   * @default "100MB"
   */
  readinessLag?: string;
  /**
   * Size of /dev/shm, an `emptyDir` in memory, where parallel queries share theirs; empty is as much as the container may
   * have. It counts as memory of the container.
   *
   * @pattern ^([0-9]+(\.[0-9]+)?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)?$
   * @default ""
   * @examples ["1Gi"]
   */
  sharedMemorySize?: string;
  /**
   * Leave runAsUser, runAsGroup and fsGroup out of the pods of members and Jobs, for platforms that assign them by themselves:
   * set it on OpenShift.
   *
   * @default false
   */
  platformAssignsUser?: boolean;
  /**
   * What differs from the chart's securityContext of the pod; null takes a field away, but for one in a parent chart's
   * values.yaml, which Helm 4 does not pass on.
   *
   * @default {}
   * @examples [{"fsGroupChangePolicy": "Always"}]
   */
  securityContext?: Open;
  /**
   * What differs from the chart's securityContext of the PostgreSQL container; null takes a field away.
   *
   * @default {}
   * @examples [{"seccompProfile": {"type": "Localhost", "localhostProfile": "profiles/postgres.json"}}]
   */
  containerSecurityContext?: Open;
}

/** A list entry of Kubernetes that is told from others by its name. */
export interface Named {
  /** @minLength 1 */
  name: string;
  [field: string]: unknown;
}
