/** Shapes that several sections share. Patterns are in the syntax of Go's RE2, which Helm uses. */

/**
 * A Kubernetes quantity of bytes, more than none.
 *
 * @pattern ^([0-9]*[1-9][0-9]*(\.[0-9]+)?|[0-9]+\.[0-9]*[1-9][0-9]*)(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$
 */
export type Bytes = string;

/**
 * A Kubernetes quantity: cores, bytes or a count.
 *
 * @pattern ^[0-9]+(\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$
 */
export type Quantity = string;

/**
 * A Kubernetes quantity; empty is none.
 *
 * @pattern ^([0-9]+(\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?)?$
 */
export type OptionalQuantity = string;

/**
 * A time, as Istio takes it.
 *
 * @pattern ^[1-9][0-9]*(s|m|h)$
 */
export type Duration = string;

/**
 * A time after which something ends; 0s is never.
 *
 * @pattern ^[0-9]+(s|m|h)$
 */
export type Timeout = string;

/**
 * @asType integer
 * @minimum 1
 * @maximum 65535
 */
export type Port = number;

/**
 * Name of a Kubernetes object: lower case letters, digits, `-` and `.`; empty is none.
 *
 * @pattern ^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?)?$
 */
export type ObjectName = string;

/**
 * Name of a Secret.
 *
 * @pattern ^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$
 */
export type SecretName = string;

/**
 * A Kubernetes object or list entry as the API takes it; not checked further, because Kubernetes may know more fields.
 */
export type Open = Record<string, unknown>;

/**
 * Annotations: any text, by a name as Kubernetes takes it.
 *
 * @propertyNames {"pattern": "^([A-Za-z0-9][-A-Za-z0-9.]{0,252}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"}
 */
export type Texts = Record<string, string>;

/**
 * Labels: names and values as Kubernetes takes them, which is without spaces and no longer than 63 characters.
 *
 * @propertyNames {"pattern": "^([a-z0-9][-a-z0-9.]{0,252}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$"}
 */
export type Labels = Record<string, LabelValue>;

/** @pattern ^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$ */
export type LabelValue = string;

/** @pattern ^(([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*)?$ */
export type Registry = string;

/** A container image. A digest wins over the tag. */
export interface Image {
  /**
   * Host (and port) of the registry, with a path where it has one; `global.imageRegistry` stands for it in every image where it is
   * set.
   *
   * @default "localhost"
   */
  registry?: Registry;
  /**
   * Name in the registry.
   *
   * @pattern ^[a-z0-9]+([._/-]+[a-z0-9]+)*$
   */
  repository?: string;
  /**
   * Tag; quote it, because YAML reads 17.10 as the number 17.1.
   *
   * @pattern ^([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$
   * @examples ["1.0.0"]
   */
  tag?: string;
  /**
   * Digest, which wins over the tag.
   *
   * @pattern ^(sha256:[0-9a-f]{64})?$
   * @default ""
   * @examples ["sha256:0000000000000000000000000000000000000000000000000000000000000000"]
   */
  digest?: string;
  /**
   * When the kubelet pulls it (`imagePullPolicy`).
   *
   * @default "IfNotPresent"
   */
  pullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
}

/** What a container requests and may use at most; `cpu`, `memory` and whatever the cluster's nodes offer. */
export interface Resources {
  /** What the scheduler sets aside. */
  requests?: Record<string, Quantity | number>;
  /**
   * What it may use at most.
   *
   * @examples [{"memory": "1Gi"}]
   */
  limits?: Record<string, Quantity | number>;
}

/**
 * A network in CIDR notation.
 *
 * @pattern ^((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}/([0-9]|[12][0-9]|3[0-2])|[0-9a-fA-F:]{0,40}:[0-9a-fA-F:.]{0,40}/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8]))$
 */
export type Cidr = string;
