import type { Image, Labels, Resources, SecretName } from './common.ts';
import type { Credentials } from './credentials.ts';
import type { Global } from './global.ts';
import type { Hook } from './hook.ts';
import type { Istio } from './istio.ts';
import type { Preflight, Update, Verify } from './jobs.ts';
import type { NetworkPolicy } from './network-policy.ts';
import type { Patroni } from './patroni.ts';
import type { Pod } from './pod.ts';
import type { Postgres } from './postgres.ts';
import type { Scheduling } from './scheduling.ts';
import type { Service } from './service.ts';
import type { ServiceAccount } from './service-account.ts';
import type { Storage } from './storage.ts';

/** Values of the chart `patroni`. Every key has a default; the default install needs no value at all. */
export interface Values {
  /**
   * Number of members (the StatefulSet's `replicas`): one primary, the others replicas.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 3
   */
  replicas?: number;

  /**
   * The image that runs PostgreSQL and Patroni. Nothing is published yet: build and push the images (README, "Install"), and
   * set `registry` here and in `hook.image`, or `global.imageRegistry` for both.
   *
   * @default {"repository": "patroni-istio/patroni", "tag": "17-4.1.5"}
   */
  image?: Image;

  /**
   * Pull secrets for every image of this chart, by name.
   *
   * @default []
   * @examples [["registry-login"]]
   */
  imagePullSecrets?: SecretName[];

  /**
   * Part of the names of all objects, instead of the chart's name.
   *
   * @pattern ^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)?$
   * @default ""
   * @examples ["postgres"]
   */
  nameOverride?: string;

  /**
   * The name of the StatefulSet and Patroni's scope, instead of <release>-<chart>; at most 46 characters.
   *
   * @pattern ^([a-z]([-a-z0-9]{0,44}[a-z0-9])?)?$
   * @default ""
   * @examples ["orders-db"]
   */
  fullnameOverride?: string;

  /**
   * Domain of the cluster's DNS, for the members' names (`patroni.connectAddress` dns) and those that the notes print.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$
   * @default "cluster.local"
   */
  clusterDomain?: string;

  /**
   * Labels of every object and pod. A change rolls the members.
   *
   * @default {}
   * @examples [{"cost-center": "4711"}]
   */
  commonLabels?: Labels;

  /** The tool that runs in the Jobs preflight, apply and verify, and in the Pod of `helm test`. */
  hook?: Hook;

  /** PostgreSQL itself. */
  postgres?: Postgres;

  /** Patroni's dynamic configuration. It is written once, when the cluster is made; preflight refuses later changes. */
  patroni?: Patroni;

  /** The passwords of the cluster's roles and of Patroni's REST API. */
  credentials?: Credentials;

  /** The members' volumes. Kubernetes does not let an upgrade change them; preflight refuses that and says what to do. */
  storage?: Storage;

  /** The Services that clients use. */
  service?: Service;

  /** How the members stand to an Istio mesh. */
  istio?: Istio;

  /** Who may reach the members, and whom they may (Kubernetes' NetworkPolicy). */
  networkPolicy?: NetworkPolicy;

  /**
   * Requests and limits of a member's PostgreSQL container.
   *
   * @default {"requests": {"cpu": "250m", "memory": "512Mi"}}
   */
  resources?: Resources;

  /** What is added to the members' pods. */
  pod?: Pod;

  /** The members' ServiceAccount: Patroni keeps its state in ConfigMaps and its role in pod labels. */
  serviceAccount?: ServiceAccount;

  /** Which nodes the members run on. */
  scheduling?: Scheduling;

  /** The Job before an install or upgrade: makes the credentials Secret, refuses what would hurt. */
  preflight?: Preflight;

  /** The Job that brings running members to what the release asks for, by role. */
  update?: Update;

  /** The Job after an install or upgrade: proves streaming, and fails the release if it is not there. */
  verify?: Verify;

  /**
   * Whether a parent chart has this one at all; read by Helm, which finds it here as a `condition` of the dependency.
   *
   * @examples [false]
   */
  enabled?: boolean;

  /**
   * Values that a parent chart shares with all of its subcharts; `imageRegistry` and `imagePullSecrets` are used here.
   *
   * @default {}
   * @examples [{"imageRegistry": "registry.example.com", "imagePullSecrets": ["registry-login"]}]
   */
  global?: Global;
}
