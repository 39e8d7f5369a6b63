/** Generated from the types in schema/ by `npm run generate`. */

/**
 * Name of a Secret.
 */
export type SecretName = string;
export type LabelValue = string;
/**
 * A Kubernetes quantity: cores, bytes or a count.
 */
export type Quantity = string;
/**
 * A value as postgresql.conf takes it, without a line feed.
 */
export type ParameterValue = ParameterText | number | boolean | null;
export type ParameterText = string;
/**
 * As PostgreSQL reads it; not to be continued by a backslash, nor with control characters but tabs.
 */
export type HbaLine = string;
export type InitdbOption = string;
/**
 * A network in CIDR notation.
 */
export type Cidr = string;
export type Port = number;
export type Principal = string;
export type EgressHost = string;

/**
 * Values of the chart `patroni`. Every key has a default; the default install needs no value at all.
 */
export interface Values {
  /**
   * Number of members (the StatefulSet's `replicas`): one primary, the others replicas.
   */
  replicas?: number;
  image?: Image;
  /**
   * Pull secrets for every image of this chart, by name.
   */
  imagePullSecrets?: SecretName[];
  /**
   * Part of the names of all objects, instead of the chart's name.
   */
  nameOverride?: string;
  /**
   * The name of the StatefulSet and Patroni's scope, instead of <release>-<chart>; at most 46 characters.
   */
  fullnameOverride?: string;
  /**
   * Domain of the cluster's DNS, for the members' names (`patroni.connectAddress` dns) and those that the notes print.
   */
  clusterDomain?: string;
  commonLabels?: Labels;
  hook?: Hook;
  postgres?: Postgres;
  patroni?: Patroni;
  credentials?: Credentials;
  storage?: Storage;
  service?: Service;
  istio?: Istio;
  networkPolicy?: NetworkPolicy;
  resources?: Resources1;
  pod?: Pod;
  serviceAccount?: ServiceAccount;
  scheduling?: Scheduling;
  preflight?: Preflight;
  update?: Update;
  verify?: Verify;
  /**
   * Whether a parent chart has this one at all; read by Helm, which finds it here as a `condition` of the dependency.
   */
  enabled?: boolean;
  global?: Global;
}
/**
 * The image that runs PostgreSQL and Patroni. Nothing is published yet: build and push the images (README, "Install"), and set `registry` here and in `hook.image`, or `global.imageRegistry` for both.
 */
export interface Image {
  /**
   * Host (and port) of the registry, with a path where it has one; `global.imageRegistry` stands for it in every image where it is set.
   */
  registry?: string;
  /**
   * Name in the registry.
   */
  repository?: string;
  /**
   * Tag; quote it, because YAML reads 17.10 as the number 17.1.
   */
  tag?: string;
  /**
   * Digest, which wins over the tag.
   */
  digest?: string;
  /**
   * When the kubelet pulls it (`imagePullPolicy`).
   */
  pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}
/**
 * Labels of every object and pod. A change rolls the members.
 */
export interface Labels {
  [k: string]: LabelValue;
}
/**
 * The tool that runs in the Jobs preflight, apply and verify, and in the Pod of `helm test`.
 */
export interface Hook {
  image?: Image1;
  /**
   * What you give Helm as `--timeout`, in seconds: the Jobs `preflight` and `verify` have to end before it, or Helm gives up first and nobody says why. Raise it together with their time-outs.
   */
  helmTimeoutSeconds?: number;
  resources?: Resources;
  securityContext?: Open;
  containerSecurityContext?: Open1;
  /**
   * Taints that the Jobs' pods tolerate.
   */
  tolerations?: Open2[];
  nodeSelector?: Labels1;
  /**
   * PriorityClass of the Jobs' pods.
   */
  priorityClassName?: string;
}
/**
 * The tool's image; an empty tag is the chart's appVersion.
 */
export interface Image1 {
  /**
   * Host (and port) of the registry, with a path where it has one; `global.imageRegistry` stands for it in every image where it is set.
   */
  registry?: string;
  /**
   * Name in the registry.
   */
  repository?: string;
  /**
   * Tag; quote it, because YAML reads 17.10 as the number 17.1.
   */
  tag?: string;
  /**
   * Digest, which wins over the tag.
   */
  digest?: string;
  /**
   * When the kubelet pulls it (`imagePullPolicy`).
   */
  pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}
/**
 * Requests and limits of the tool's container.
 */
export interface Resources {
  /**
   * What the scheduler sets aside.
   */
  requests?: {
    [k: string]: Quantity | number;
  };
  /**
   * What it may use at most.
   */
  limits?: {
    [k: string]: Quantity | number;
  };
}
/**
 * What differs from the chart's securityContext of the Jobs' pods; null takes a field away (on OpenShift set `pod.platformAssignsUser` instead).
 */
export interface Open {
  [k: string]: unknown;
}
/**
 * What differs from the chart's securityContext of the tool's container; null takes a field away.
 */
export interface Open1 {
  [k: string]: unknown;
}
/**
 * A Kubernetes object or list entry as the API takes it; not checked further, because Kubernetes may know more fields.
 */
export interface Open2 {
  [k: string]: unknown;
}
/**
 * Labels of the nodes that the Jobs' pods run on.
 */
export interface Labels1 {
  [k: string]: LabelValue;
}
/**
 * PostgreSQL itself.
 */
export interface Postgres {
  /**
   * Major version of PostgreSQL in the image. It cannot be changed in place.
   */
  major?: number;
  parameters?: Parameters;
  /**
   * Lines of pg_hba.conf after those that Patroni and the tool need, which always stand first. With sidecars every client comes from the proxy's own address, 127.0.0.6 or ::6 (but for 5432 in the mode exclude), so let in `all` there, and say by `istio.authorizationPolicy` who may connect.
   */
  pgHba?: HbaLine[];
  /**
   * Options of initdb (Patroni's `bootstrap.initdb`), used once, when the cluster is made: a name, or a name and its value; those that Patroni and the chart set are refused.
   */
  initdb?: (InitdbOption | InitdbSetting)[];
}
/**
 * PostgreSQL parameters, as text, numbers or booleans; null leaves one to PostgreSQL. What the chart sets unless they are here: summarize_wal on (17 and newer), and max_slot_wal_keep_size, half of the volume that has the WAL: unlimited, as in PostgreSQL, a replica that stays away would let WAL fill the primary's volume.
 */
export interface Parameters {
  [k: string]: ParameterValue;
}
export interface InitdbSetting {
  [k: string]: string;
}
/**
 * Patroni's dynamic configuration. It is written once, when the cluster is made; preflight refuses later changes.
 */
export interface Patroni {
  /**
   * Seconds until a leader that cannot renew its lock loses it (Patroni's `ttl`); at least `loopWait` + 2 * `retryTimeout`.
   */
  ttl?: number;
  /**
   * Seconds between two looks of Patroni at its cluster (`loop_wait`).
   */
  loopWait?: number;
  /**
   * Seconds that the Kubernetes API and PostgreSQL may not answer before the leader gives up (`retry_timeout`).
   */
  retryTimeout?: number;
  /**
   * Bytes of WAL that a replica may lag behind and still become leader (`maximum_lag_on_failover`).
   */
  maximumLagOnFailover?: number;
  /**
   * Keep the primary while the Kubernetes API is away, if all members are reachable (`failsafe_mode`).
   */
  failsafeMode?: boolean;
  /**
   * Synchronous replication (`synchronous_mode`); quote off and on, which are booleans to YAML.
   */
  synchronousMode?: 'off' | 'on' | 'quorum';
  /**
   * How many replicas a commit waits for in synchronous mode (`synchronous_node_count`); less than `replicas`.
   */
  synchronousNodeCount?: number;
  /**
   * Refuse writes while no synchronous replica is there (`synchronous_mode_strict`).
   */
  synchronousModeStrict?: boolean;
  /**
   * What members call each other by (`connect_address`): podIP, or dns, the names of the members' headless Service.
   */
  connectAddress?: 'podIP' | 'dns';
  log?: PatroniLog;
}
/**
 * Patroni's own log.
 */
export interface PatroniLog {
  /**
   * From which level on it speaks (`log.level`).
   */
  level?: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';
  /**
   * Lines of text, or JSON objects (`log.type`).
   */
  type?: 'plain' | 'json';
}
/**
 * The passwords of the cluster's roles and of Patroni's REST API.
 */
export interface Credentials {
  /**
   * A Secret of yours with superuser-password, replication-password, monitor-password and restapi-password, each one line of text of at most 4096 bytes, without a line feed at its end, the last in ASCII. Empty: preflight makes one with random passwords; it survives uninstall.
   */
  existingSecret?: string;
}
/**
 * The members' volumes. Kubernetes does not let an upgrade change them; preflight refuses that and says what to do.
 */
export interface Storage {
  /**
   * Size of each member's volume, as its PersistentVolumeClaim requests it.
   */
  size?: string;
  /**
   * StorageClass of the claims (`storageClassName`); empty is the cluster's default class.
   */
  storageClass?: string;
  /**
   * How a volume may be mounted.
   */
  accessModes?: ('ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany')[];
  labels?: Labels2;
  annotations?: Texts;
  selector?: Labels3;
  wal?: WalVolume;
  retention?: Retention;
}
/**
 * Labels of the volume claims (`volumeClaimTemplates`).
 */
export interface Labels2 {
  [k: string]: LabelValue;
}
/**
 * Annotations of the volume claims (`volumeClaimTemplates`).
 */
export interface Texts {
  [k: string]: string;
}
/**
 * Labels that a PersistentVolume has to have (`selector.matchLabels` of the claim), for volumes that are there already; a claim of the name data-<name>-<ordinal> that is there already is taken as it is.
 */
export interface Labels3 {
  [k: string]: LabelValue;
}
/**
 * A volume of its own for WAL (`pg_wal`, initdb's `--waldir`). It cannot be added to a cluster that was made without it, nor taken away.
 */
export interface WalVolume {
  /**
   * Whether there is one.
   */
  enabled?: boolean;
  /**
   * Size of each member's WAL volume.
   */
  size?: string;
  /**
   * StorageClass of the claims (`storageClassName`); empty is the cluster's default class.
   */
  storageClass?: string;
}
/**
 * What becomes of the claims (`persistentVolumeClaimRetentionPolicy`); this alone an upgrade may change.
 */
export interface Retention {
  /**
   * When the release is uninstalled. Delete takes the data along; the Secret and Patroni's ConfigMaps stay, and a later install under the same name refuses until they are gone too.
   */
  whenDeleted?: 'Retain' | 'Delete';
  /**
   * When `replicas` becomes less.
   */
  whenScaled?: 'Retain' | 'Delete';
}
/**
 * The Services that clients use.
 */
export interface Service {
  primary?: ClientService;
  replicas?: ClientService1;
}
/**
 * The primary's Service, which clients write through.
 */
export interface ClientService {
  /**
   * Kind of Service.
   */
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  annotations?: Texts1;
  /**
   * Port on every node, for the types NodePort and LoadBalancer; 0 lets Kubernetes choose.
   */
  nodePort?: number;
  /**
   * Which load balancer serves it, for the type LoadBalancer; empty is the cluster's own.
   */
  loadBalancerClass?: string;
  /**
   * Networks that the load balancer lets in; empty is all.
   */
  loadBalancerSourceRanges?: Cidr[];
  /**
   * Cluster may take a hop more; Local keeps the client's address, for the types NodePort and LoadBalancer.
   */
  externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * One or both families of addresses; empty is the cluster's default.
   */
  ipFamilyPolicy?: '' | 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Families of addresses, the first one first; empty is the cluster's default. Both need an `ipFamilyPolicy` for both.
   */
  ipFamilies?: ('IPv4' | 'IPv6')[];
}
/**
 * Annotations, mostly for the load balancer of a cloud.
 */
export interface Texts1 {
  [k: string]: string;
}
/**
 * The Service of all replicas that stream, which clients may read through.
 */
export interface ClientService1 {
  /**
   * Kind of Service.
   */
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  annotations?: Texts1;
  /**
   * Port on every node, for the types NodePort and LoadBalancer; 0 lets Kubernetes choose.
   */
  nodePort?: number;
  /**
   * Which load balancer serves it, for the type LoadBalancer; empty is the cluster's own.
   */
  loadBalancerClass?: string;
  /**
   * Networks that the load balancer lets in; empty is all.
   */
  loadBalancerSourceRanges?: Cidr[];
  /**
   * Cluster may take a hop more; Local keeps the client's address, for the types NodePort and LoadBalancer.
   */
  externalTrafficPolicy?: 'Cluster' | 'Local';
  /**
   * One or both families of addresses; empty is the cluster's default.
   */
  ipFamilyPolicy?: '' | 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Families of addresses, the first one first; empty is the cluster's default. Both need an `ipFamilyPolicy` for both.
   */
  ipFamilies?: ('IPv4' | 'IPv6')[];
}
/**
 * How the members stand to an Istio mesh.
 */
export interface Istio {
  /**
   * disabled: no sidecar, the pods opt out of injection. mtls: sidecars, and replication through the mesh's mTLS. permissive: the same, and clients without a sidecar are let in; also the step between any two of the others. exclude: 5432 goes around the proxies, as plaintext. ambient: ztunnel instead of sidecars; experimental.
   */
  mode?: 'disabled' | 'mtls' | 'permissive' | 'exclude' | 'ambient';
  peerAuthentication?: PeerAuthentication;
  exclude?: Exclude;
  ambient?: Ambient;
  sidecar?: Sidecar;
  destinationRule?: DestinationRule;
  authorizationPolicy?: AuthorizationPolicy;
  egress?: Egress;
}
/**
 * The members' PeerAuthentication, which says what their proxies let in.
 */
export interface PeerAuthentication {
  /**
   * What the members' proxies take on ports that the mode says nothing about: inherit leaves it to the namespace and the mesh; STRICT takes mTLS only, also on ports of `pod.sidecars`.
   */
  mtls?: 'inherit' | 'STRICT';
  /**
   * In the mode permissive, whether Patroni's REST API (8008) is as open as 5432: a move to or from disabled needs that, because members with and without a proxy have to reach each other.
   */
  openRestApi?: boolean;
}
/**
 * Settings of the mode exclude.
 */
export interface Exclude {
  /**
   * Send 5432 through the proxies all the same, as plaintext: Envoy counts and logs its connections, and they pay for that.
   */
  throughProxy?: boolean;
}
/**
 * Settings of the mode ambient.
 */
export interface Ambient {
  /**
   * Let in clients outside of the mesh, too (a PeerAuthentication with 5432 PERMISSIVE).
   */
  plaintextClients?: boolean;
}
/**
 * The members' proxies, in the modes with sidecars.
 */
export interface Sidecar {
  /**
   * native: an init container that outlives Patroni. classic: a container beside it that is told to start first and to end last. auto: native where Kubernetes has it (1.29).
   */
  kind?: 'auto' | 'native' | 'classic';
  /**
   * Revision of Istio that injects (label `istio.io/rev`); empty is the default one.
   */
  revision?: string;
  proxyConfig?: Open3;
  resources?: ProxyResources;
  /**
   * Ports that members connect to without the proxy, whatever is there; [443, 6443] keeps the Kubernetes API, and with it the leader lock, apart from Envoy.
   */
  excludeOutboundPorts?: Port[];
  /**
   * Ports on which members are reached without the proxy, as plaintext by everybody: one of `pod.sidecars` with metrics, for a Prometheus outside of the mesh.
   */
  excludeInboundPorts?: Port[];
  /**
   * Time without data until the proxy of a member ends a connection (`ISTIO_META_IDLE_TIMEOUT`); 0s never does. Envoy's own is an hour, which cuts pooled sessions and long statements.
   */
  idleTimeout?: string;
}
/**
 * A Kubernetes object or list entry as the API takes it; not checked further, because Kubernetes may know more fields.
 */
export interface Open3 {
  [k: string]: unknown;
}
/**
 * Requests and limits of the proxy; what is empty is left to Istio.
 */
export interface ProxyResources {
  requests?: ProxyAmounts;
  limits?: ProxyAmounts1;
}
/**
 * What the scheduler sets aside (`sidecar.istio.io/proxyCPU`, `proxyMemory`).
 */
export interface ProxyAmounts {
  /**
   * Cores; empty is Istio's own.
   */
  cpu?: string;
  /**
   * Bytes; empty is Istio's own.
   */
  memory?: string;
}
/**
 * What it may use at most (`sidecar.istio.io/proxyCPULimit`, `proxyMemoryLimit`).
 */
export interface ProxyAmounts1 {
  /**
   * Cores; empty is Istio's own.
   */
  cpu?: string;
  /**
   * Bytes; empty is Istio's own.
   */
  memory?: string;
}
/**
 * What the clients' proxies do with connections to the members (Istio's DestinationRule), in the modes with sidecars.
 */
export interface DestinationRule {
  /**
   * Off, none is rendered; the mode exclude needs them.
   */
  enabled?: boolean;
  /**
   * Connections that one proxy opens to a Service's 5432 at most; 0 sets no limit. It also limits what the proxy of a member lets in, from all clients and replicas together.
   */
  maxConnections?: number;
  /**
   * Time for a TCP connection to a member.
   */
  connectTimeout?: string;
  tcpKeepalive?: TcpKeepalive;
  /**
   * Time without data until the client's proxy ends a connection; 0s never does. Envoy's own is an hour.
   */
  idleTimeout?: string;
  /**
   * How a proxy chooses between the replicas; it has no say in headless names. Empty is Istio's own choice.
   */
  loadBalancer?: '' | 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM';
}
/**
 * TCP keepalive between the proxies; PostgreSQL's own ends at its proxy.
 */
export interface TcpKeepalive {
  /**
   * Time without data until the first probe.
   */
  time?: string;
  /**
   * Time between probes.
   */
  interval?: string;
  /**
   * Probes without an answer until the connection is given up.
   */
  probes?: number;
}
/**
 * Who may connect through the mesh (Istio's AuthorizationPolicy); everybody where there is none.
 */
export interface AuthorizationPolicy {
  /**
   * Let in the members themselves, and the clients below; refuse everybody else. It knows clients by the certificate of their proxy, so it is for the modes mtls and ambient: in the others there are clients that have none.
   */
  enabled?: boolean;
  /**
   * Clients of 5432, as Istio's principals: <trust domain>/ns/<namespace>/sa/<ServiceAccount>; cluster.local stands for the mesh's own trust domain, and `*` at the beginning or the end for anything.
   */
  clients?: Principal[];
}
/**
 * What the members' proxies know of the mesh (Istio's Sidecar); everything where there is none.
 */
export interface Egress {
  /**
   * Tell the proxies only of the hosts below, which saves memory in a large mesh.
   */
  enabled?: boolean;
  /**
   * Hosts beside those that the members need (their own namespace, istio-system, the Kubernetes API), as <namespace>/<host>.
   */
  hosts?: EgressHost[];
}
/**
 * Who may reach the members, and whom they may (Kubernetes' NetworkPolicy).
 */
export interface NetworkPolicy {
  /**
   * auto: in the mode exclude, where no proxy guards 5432. It has an effect only where the cluster's network enforces it.
   */
  render?: 'auto' | 'always' | 'never';
  /**
   * Clients of 5432, as NetworkPolicy has them in `from`; all pods of the namespace unless they are here.
   */
  clients?: Open2[];
  /**
   * Ports of the Kubernetes API, which the members have to reach; a NetworkPolicy cannot name it otherwise.
   */
  apiServerPorts?: Port[];
  /**
   * Rules of `ingress` beside those of the chart, for ports of `pod.sidecars`.
   */
  extraIngress?: Open2[];
  /**
   * Rules of `egress` beside those of the chart.
   */
  extraEgress?: Open2[];
}
/**
 * Requests and limits of a member's PostgreSQL container.
 */
export interface Resources1 {
  /**
   * What the scheduler sets aside.
   */
  requests?: {
    [k: string]: Quantity | number;
  };
  /**
   * What it may use at most.
   */
  limits?: {
    [k: string]: Quantity | number;
  };
}
/**
 * What is added to the members' pods.
 */
export interface Pod {
  labels?: Labels4;
  annotations?: Texts2;
  /**
   * Environment variables of the PostgreSQL container (`env`), as Kubernetes takes them; those of the chart are refused.
   */
  extraEnv?: Named[];
  /**
   * Sources of environment variables of the PostgreSQL container (`envFrom`): `configMapRef`, `secretRef`.
   */
  extraEnvFrom?: Open2[];
  /**
   * Volumes of the pod (`volumes`) beside those of the chart.
   */
  extraVolumes?: Named[];
  /**
   * Where the PostgreSQL container has volumes (`volumeMounts`) beside those of the chart.
   */
  extraVolumeMounts?: Named[];
  /**
   * Containers that end before PostgreSQL starts.
   */
  initContainers?: Named[];
  /**
   * Containers beside PostgreSQL (`containers`).
   */
  sidecars?: Named[];
  /**
   * Seconds for a shutdown checkpoint and the last WAL for the replicas.
   */
  terminationGracePeriodSeconds?: number;
  /**
   * Seconds until Patroni has to answer for the first time (`startupProbe`), which it does when it has reached the Kubernetes API; a container that has not by then is started anew. A long crash recovery of PostgreSQL does not count.
   */
  startupSeconds?: number;
  /**
   * How much WAL a replica may lag behind and still be Ready (`lag` of Patroni's `/readiness`, the `readinessProbe`), which is what the replicas' Service asks for.
   */
  readinessLag?: string;
  /**
   * Size of /dev/shm, an `emptyDir` in memory, where parallel queries share theirs; empty is as much as the container may have. It counts as memory of the container.
   */
  sharedMemorySize?: string;
  /**
   * Leave runAsUser, runAsGroup and fsGroup out of the pods of members and Jobs, for platforms that assign them by themselves: set it on OpenShift.
   */
  platformAssignsUser?: boolean;
  securityContext?: Open4;
  containerSecurityContext?: Open5;
}
/**
 * Labels beside those of the chart, whose names are refused.
 */
export interface Labels4 {
  [k: string]: LabelValue;
}
/**
 * Annotations beside those of the chart, whose names are refused.
 */
export interface Texts2 {
  [k: string]: string;
}
/**
 * A list entry of Kubernetes that is told from others by its name.
 */
export interface Named {
  name: string;
  [k: string]: unknown;
}
/**
 * A Kubernetes object or list entry as the API takes it; not checked further, because Kubernetes may know more fields.
 */
export interface Open4 {
  [k: string]: unknown;
}
/**
 * A Kubernetes object or list entry as the API takes it; not checked further, because Kubernetes may know more fields.
 */
export interface Open5 {
  [k: string]: unknown;
}
/**
 * The members' ServiceAccount: Patroni keeps its state in ConfigMaps and its role in pod labels.
 */
export interface ServiceAccount {
  /**
   * Off, the account named below has to be there.
   */
  create?: boolean;
  /**
   * Name of the account (`serviceAccountName`); empty is the name of the StatefulSet.
   */
  name?: string;
  annotations?: Texts3;
}
/**
 * Annotations, mostly for a cloud's identity of the members.
 */
export interface Texts3 {
  [k: string]: string;
}
/**
 * Which nodes the members run on.
 */
export interface Scheduling {
  nodeSelector?: Labels5;
  /**
   * Taints that the members tolerate.
   */
  tolerations?: Open2[];
  affinity?: Open6;
  /**
   * Whether two members may be on one node. soft: rather not (`preferredDuringSchedulingIgnoredDuringExecution`); hard: never (`requiredDuringSchedulingIgnoredDuringExecution`); none: as it comes (`topologySpread` still holds).
   */
  podAntiAffinity?: 'none' | 'soft' | 'hard';
  /**
   * Topology spread constraints of the members (`topologySpreadConstraints`), as Kubernetes takes them; a `labelSelector` that is left out selects the members.
   */
  topologySpread?: Open2[];
  /**
   * PriorityClass of the members.
   */
  priorityClassName?: string;
}
/**
 * Labels of the nodes that the members run on.
 */
export interface Labels5 {
  [k: string]: LabelValue;
}
/**
 * A Kubernetes object or list entry as the API takes it; not checked further, because Kubernetes may know more fields.
 */
export interface Open6 {
  [k: string]: unknown;
}
/**
 * The Job before an install or upgrade: makes the credentials Secret, refuses what would hurt.
 */
export interface Preflight {
  /**
   * Off, nothing makes the passwords: `credentials.existingSecret` has to name them.
   */
  enabled?: boolean;
  /**
   * Seconds for all of it; at least 30 less than `hook.helmTimeoutSeconds`. 30 more are the Job's `activeDeadlineSeconds`.
   */
  timeoutSeconds?: number;
}
/**
 * The Job that brings running members to what the release asks for, by role.
 */
export interface Update {
  /**
   * Seconds for a whole roll. Where a roll takes longer than `verify` waits, raise both, and Helm's `--timeout` with them. 30 more are the Job's `activeDeadlineSeconds`.
   */
  timeoutSeconds?: number;
  /**
   * Seconds that a finished Job is kept (`ttlSecondsAfterFinished`); 0 keeps it, as Argo CD needs it.
   */
  keepJobSeconds?: number;
}
/**
 * The Job after an install or upgrade: proves streaming, and fails the release if it is not there.
 */
export interface Verify {
  /**
   * Off, nothing proves replication.
   */
  enabled?: boolean;
  /**
   * Seconds to wait for a healthy cluster; at least 30 less than `hook.helmTimeoutSeconds`. 30 more are the Job's `activeDeadlineSeconds`.
   */
  timeoutSeconds?: number;
  /**
   * Seconds that the same streams have to be seen; less than `timeoutSeconds`.
   */
  windowSeconds?: number;
}
/**
 * Values that a parent chart shares with all of its subcharts; `imageRegistry` and `imagePullSecrets` are used here.
 */
export interface Global {
  /**
   * Registry of every image, instead of each image's own.
   */
  imageRegistry?: string;
  /**
   * Pull secrets for every image, by name; added to `imagePullSecrets`.
   */
  imagePullSecrets?: SecretName[];
  [k: string]: unknown;
}
