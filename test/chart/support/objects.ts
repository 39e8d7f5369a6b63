/** Questions to rendered objects. */
import type {
  KubernetesObject,
  V1ConfigMap,
  V1Job,
  V1ObjectMeta,
  V1Pod,
  V1PodSpec,
  V1PodTemplateSpec,
  V1Role,
  V1StatefulSet,
} from '@kubernetes/client-node';
import { parse } from 'yaml';

interface Kinds {
  ConfigMap: V1ConfigMap;
  Job: V1Job;
  Pod: V1Pod;
  Role: V1Role;
  StatefulSet: V1StatefulSet;
}

/** Every object of a kind. */
export function allOf<K extends keyof Kinds>(objects: KubernetesObject[], kind: K): Kinds[K][] {
  return objects.filter((object): object is Kinds[K] => object.kind === kind);
}

/** A value that has to be there, so that a test needs no `?.`. */
export function given<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`no ${what} is rendered`);
  return value;
}

export const nameOf = ({ metadata }: KubernetesObject): string => given(metadata?.name, 'name of an object');

export const statefulSet = (objects: KubernetesObject[]): V1StatefulSet =>
  given(allOf(objects, 'StatefulSet')[0], 'StatefulSet');

export const specOf = <T>(object: { spec?: T }): T => given(object.spec, 'spec');

/** preflight, apply or verify; undefined when it is not rendered. */
export const findJob = (objects: KubernetesObject[], part: string): V1Job | undefined =>
  allOf(objects, 'Job').find((job) => part in podsOf([job]));

export const job = (objects: KubernetesObject[], part: string): V1Job =>
  given(findJob(objects, part), `Job ${part}`);

export interface PodSeen {
  metadata: V1ObjectMeta;
  spec: V1PodSpec;
}

/** Every pod that comes of the objects, by its component: member, preflight, apply, verify, test. */
export function podsOf(objects: KubernetesObject[]): Record<string, PodSeen> {
  const owners = [...allOf(objects, 'StatefulSet'), ...allOf(objects, 'Job')];
  const pods = [
    ...owners.map((owner) => specOf<{ template: V1PodTemplateSpec }>(owner).template),
    ...allOf(objects, 'Pod'),
  ];
  return Object.fromEntries(
    pods.map(({ metadata, spec }) => [
      given(metadata?.labels?.['app.kubernetes.io/component'], 'component of a pod'),
      { metadata: given(metadata, 'metadata of a pod'), spec: given(spec, 'spec of a pod') },
    ]),
  );
}

export const pod = (objects: KubernetesObject[], component: string): PodSeen =>
  given(podsOf(objects)[component], `pod ${component}`);

/** Arguments of the command line of a Job or of the Pod of `helm test`. */
export const argumentsOf = (objects: KubernetesObject[], component: string): string[] =>
  pod(objects, component).spec.containers[0]?.args ?? [];

/** The value after an option. */
export function option(args: string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

export interface PatroniFile {
  scope: string;
  bootstrap: { dcs: Record<string, unknown> & { postgresql: { parameters: Record<string, unknown> } } };
  postgresql: {
    parameters: Record<string, unknown>;
    pg_hba: string[];
    bin_dir: string;
    basebackup: object[];
  };
}

/** patroni.yaml, as the members read it. */
export function patroniFile(objects: KubernetesObject[]): PatroniFile {
  const text = allOf(objects, 'ConfigMap')[0]?.data?.['patroni.yaml'];
  return parse(given(text, 'patroni.yaml')) as PatroniFile;
}

/** Every key of an object, however deep. */
export function keysOf(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = Array.isArray(value) ? [] : Object.keys(value);
  return [...own, ...Object.values(value).flatMap(keysOf)];
}
