/** No value does nothing: for each, another legal value and the place in the rendered objects that it has to change. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { placesOf } from '../../schema/corpus.ts';
import { fromTypes } from '../../schema/products/json-schema.ts';
import { meshBeside, meshEffects } from './support/effects/mesh.ts';
import { renderOnly } from './support/render-only.ts';
import { chart, render, type Values } from './support/render.ts';

const types = fromTypes();

const member = 'StatefulSet db-patroni: spec.template';
const pod = `${member}.spec`;
const container = `${pod}.containers.0`;
const config = 'ConfigMap db-patroni-config-file: data.patroni.yaml';
const preflight = 'Job db-patroni-preflight: spec';
const verify = 'Job db-patroni-verify: spec';
const apply = 'Job apply: spec';
const tool = `${verify}.template.spec`;
const claim = 'StatefulSet db-patroni: spec.volumeClaimTemplates.0.spec';

const walClaim = 'StatefulSet db-patroni: spec.volumeClaimTemplates.1.spec';

/** Path of the value, another value, and what it changes: kind and name of an object, and a path in it. */
const effects: Record<string, [value: unknown, changes: string]> = {
  ...meshEffects,
  replicas: [5, 'StatefulSet db-patroni: spec.replicas'],
  'image.registry': ['r.example', `${container}.image`],
  'image.repository': ['a/b', `${container}.image`],
  'image.tag': ['17.10', `${container}.image`],
  'image.digest': [`sha256:${'ab'.repeat(32)}`, `${container}.image`],
  'image.pullPolicy': ['Always', `${container}.imagePullPolicy`],
  imagePullSecrets: [['login'], `${pod}.imagePullSecrets`],
  nameOverride: ['pg', 'StatefulSet db-pg: metadata.name'],
  fullnameOverride: ['other', 'StatefulSet other: metadata.name'],
  'patroni.synchronousNodeCount': [2, config],
  'pod.startupSeconds': [600, `${container}.startupProbe.failureThreshold`],
  'pod.readinessLag': ['1GB', `${container}.readinessProbe.httpGet.path`],
  'pod.sharedMemorySize': ['1Gi', `${pod}.volumes.3.emptyDir.sizeLimit`],
  'storage.selector': [{ a: 'b' }, `${claim}.selector`],
  'storage.wal.enabled': [true, `${container}.volumeMounts`],
  'storage.wal.size': ['1Gi', `${walClaim}.resources.requests.storage`],
  'storage.wal.storageClass': ['fast', `${walClaim}.storageClassName`],
  clusterDomain: ['east.example.com', `${container}.env`],
  commonLabels: [{ team: 'x' }, 'Service db-patroni: metadata.labels.team'],
  'hook.image.registry': ['r.example', `${tool}.containers.0.image`],
  'hook.image.repository': ['a/b', `${tool}.containers.0.image`],
  'hook.image.tag': ['2', `${tool}.containers.0.image`],
  'hook.image.digest': [`sha256:${'ab'.repeat(32)}`, `${tool}.containers.0.image`],
  'hook.image.pullPolicy': ['Always', `${tool}.containers.0.imagePullPolicy`],
  'hook.resources.requests': [{ cpu: '1' }, `${tool}.containers.0.resources.requests.cpu`],
  'hook.resources.limits': [{ memory: '1Gi' }, `${tool}.containers.0.resources.limits.memory`],
  'hook.securityContext': [{ runAsUser: 1000 }, `${tool}.securityContext.runAsUser`],
  'hook.containerSecurityContext': [{ runAsUser: 1000 }, `${tool}.containers.0.securityContext.runAsUser`],
  'hook.tolerations': [[{ key: 'x' }], `${tool}.tolerations`],
  'hook.nodeSelector': [{ a: 'b' }, `${tool}.nodeSelector`],
  'hook.priorityClassName': ['high', `${tool}.priorityClassName`],
  'postgres.major': [16, config],
  'postgres.parameters': [{ work_mem: '8MB' }, config],
  'postgres.pgHba': [['local all all peer'], config],
  'postgres.initdb': [['data-checksums'], config],
  'patroni.ttl': [60, config],
  'patroni.loopWait': [5, config],
  'patroni.retryTimeout': [5, config],
  'patroni.maximumLagOnFailover': [0, config],
  'patroni.failsafeMode': [false, config],
  'patroni.synchronousMode': ['on', config],
  'patroni.connectAddress': ['dns', `${container}.env`],
  'patroni.log.level': ['DEBUG', config],
  'patroni.log.type': ['json', config],
  'credentials.existingSecret': ['mine', `${container}.env`],
  'storage.size': ['1Gi', `${claim}.resources.requests.storage`],
  'storage.storageClass': ['fast', `${claim}.storageClassName`],
  'storage.accessModes': [['ReadWriteOncePod'], `${claim}.accessModes`],
  'storage.labels': [{ a: 'b' }, 'StatefulSet db-patroni: spec.volumeClaimTemplates.0.metadata.labels.a'],
  'storage.annotations': [
    { a: 'b' },
    'StatefulSet db-patroni: spec.volumeClaimTemplates.0.metadata.annotations',
  ],
  'storage.retention.whenDeleted': [
    'Delete',
    'StatefulSet db-patroni: spec.persistentVolumeClaimRetentionPolicy',
  ],
  'storage.retention.whenScaled': [
    'Delete',
    'StatefulSet db-patroni: spec.persistentVolumeClaimRetentionPolicy',
  ],
  'service.primary.type': ['LoadBalancer', 'Service db-patroni: spec.type'],
  'service.primary.annotations': [{ a: 'b' }, 'Service db-patroni: metadata.annotations'],
  'service.replicas.type': ['NodePort', 'Service db-patroni-replicas: spec.type'],
  'service.replicas.annotations': [{ a: 'b' }, 'Service db-patroni-replicas: metadata.annotations'],
  'service.primary.nodePort': [31000, 'Service db-patroni: spec.ports.0.nodePort'],
  'service.primary.loadBalancerClass': ['internal', 'Service db-patroni: spec.loadBalancerClass'],
  'service.primary.loadBalancerSourceRanges': [
    ['10.0.0.0/8'],
    'Service db-patroni: spec.loadBalancerSourceRanges',
  ],
  'service.primary.externalTrafficPolicy': ['Local', 'Service db-patroni: spec.externalTrafficPolicy'],
  'service.primary.ipFamilyPolicy': ['SingleStack', 'Service db-patroni: spec.ipFamilyPolicy'],
  'service.primary.ipFamilies': [['IPv6'], 'Service db-patroni: spec.ipFamilies'],
  'service.replicas.nodePort': [31000, 'Service db-patroni-replicas: spec.ports.0.nodePort'],
  'service.replicas.loadBalancerClass': ['internal', 'Service db-patroni-replicas: spec.loadBalancerClass'],
  'service.replicas.loadBalancerSourceRanges': [
    ['10.0.0.0/8'],
    'Service db-patroni-replicas: spec.loadBalancerSourceRanges',
  ],
  'service.replicas.externalTrafficPolicy': [
    'Local',
    'Service db-patroni-replicas: spec.externalTrafficPolicy',
  ],
  'service.replicas.ipFamilyPolicy': ['SingleStack', 'Service db-patroni-replicas: spec.ipFamilyPolicy'],
  'service.replicas.ipFamilies': [['IPv6'], 'Service db-patroni-replicas: spec.ipFamilies'],
  'istio.mode': ['mtls', `${member}.metadata.labels.sidecar.istio.io/inject`],
  'resources.requests': [{ cpu: '1' }, `${container}.resources.requests.cpu`],
  'resources.limits': [{ memory: '1Gi' }, `${container}.resources.limits`],
  'pod.labels': [{ a: 'b' }, `${member}.metadata.labels.a`],
  'pod.annotations': [{ a: 'b' }, `${member}.metadata.annotations.a`],
  'pod.extraEnv': [[{ name: 'TZ', value: 'UTC' }], `${container}.env`],
  'pod.extraEnvFrom': [[{ secretRef: { name: 'x' } }], `${container}.envFrom`],
  'pod.extraVolumes': [[{ name: 'x', emptyDir: {} }], `${pod}.volumes`],
  'pod.extraVolumeMounts': [[{ name: 'run', mountPath: '/x' }], `${container}.volumeMounts`],
  'pod.initContainers': [[{ name: 'x', image: 'y' }], `${pod}.initContainers`],
  'pod.sidecars': [[{ name: 'x', image: 'y' }], `${pod}.containers.1`],
  'pod.terminationGracePeriodSeconds': [60, `${pod}.terminationGracePeriodSeconds`],
  'pod.platformAssignsUser': [true, `${pod}.securityContext.runAsUser`],
  'pod.securityContext': [{ runAsUser: 1000 }, `${pod}.securityContext.runAsUser`],
  'pod.containerSecurityContext': [{ runAsUser: 1000 }, `${container}.securityContext.runAsUser`],
  'serviceAccount.create': [false, 'ServiceAccount db-patroni: metadata.name'],
  'serviceAccount.name': ['mine', `${pod}.serviceAccountName`],
  'serviceAccount.annotations': [{ a: 'b' }, 'ServiceAccount db-patroni: metadata.annotations'],
  'scheduling.nodeSelector': [{ a: 'b' }, `${pod}.nodeSelector`],
  'scheduling.tolerations': [[{ key: 'x' }], `${pod}.tolerations`],
  'scheduling.affinity': [{ nodeAffinity: {} }, `${pod}.affinity`],
  'scheduling.podAntiAffinity': ['hard', `${pod}.affinity`],
  'scheduling.topologySpread': [[], `${pod}.topologySpreadConstraints`],
  'scheduling.priorityClassName': ['high', `${pod}.priorityClassName`],
  'preflight.enabled': [false, `${preflight}.backoffLimit`],
  'preflight.timeoutSeconds': [60, `${preflight}.activeDeadlineSeconds`],
  'update.timeoutSeconds': [60, `${apply}.activeDeadlineSeconds`],
  'update.keepJobSeconds': [0, `${apply}.ttlSecondsAfterFinished`],
  'verify.enabled': [false, `${verify}.backoffLimit`],
  'verify.timeoutSeconds': [60, `${verify}.activeDeadlineSeconds`],
  'verify.windowSeconds': [5, `${tool}.containers.0.args`],
  'global.imageRegistry': ['r.example', `${container}.image`],
  'global.imagePullSecrets': [['login'], `${pod}.imagePullSecrets`],
};

/** What a value needs beside it to be legal, or to do anything. */
const beside: Record<string, Values> = {
  ...meshBeside,
  clusterDomain: { patroni: { connectAddress: 'dns' } },
  'postgres.major': { image: { tag: 'mine' } },
  'preflight.enabled': { credentials: { existingSecret: 'mine' } },
  'patroni.synchronousModeStrict': { patroni: { synchronousMode: 'on' } },
  'patroni.synchronousNodeCount': { patroni: { synchronousMode: 'on' } },
  'storage.wal.size': { storage: { wal: { enabled: true } } },
  'storage.wal.storageClass': { storage: { wal: { enabled: true } } },
};

const balanced = { type: 'LoadBalancer' };
for (const name of ['primary', 'replicas']) {
  for (const key of ['nodePort', 'loadBalancerClass', 'loadBalancerSourceRanges', 'externalTrafficPolicy']) {
    beside[`service.${name}.${key}`] = { service: { [name]: balanced } };
  }
}

/** Values that change no object by themselves, and why. */
const exceptions: Record<string, string> = {
  'hook.helmTimeoutSeconds': 'what the time-outs of the Jobs are held against, in guards',
  enabled: 'Helm reads it as the condition of a dependency, before it renders anything',
};

effects['patroni.synchronousModeStrict'] = [true, config];

test('every value of the schema has an effect, or a reason for none', () => {
  const all = placesOf(types, types, []);
  const leaves = all.filter(({ node }) => node.properties === undefined).map(({ path }) => path.join('.'));
  expect([...Object.keys(effects), ...Object.keys(exceptions)].sort()).toEqual(leaves.sort());
});

test('what was only ever rendered is a value that there is', () => {
  expect(Object.keys(renderOnly).filter((path) => !(path in effects))).toEqual([]);
});

function withValue(path: string, value: unknown, values: Values = {}): Values {
  const [key = '', ...rest] = path.split('.');
  const now = (values[key] ?? {}) as Values;
  return { ...values, [key]: rest.length === 0 ? value : withValue(rest.join('.'), value, now) };
}

/** Names of Jobs apply end in a hash. */
const nameOf = ({ kind = '', metadata: { name = '' } = {} }: KubernetesObject): string =>
  `${kind} ${/-apply-[0-9a-f]{8}$/.test(name) ? 'apply' : name}`;

/** The value at a path, whose keys may have dots in them. */
function at(value: unknown, path: string): unknown {
  if (path === '' || typeof value !== 'object' || value === null) return path === '' ? value : undefined;
  const key = Object.keys(value).find((one) => path === one || path.startsWith(`${one}.`));
  return key === undefined
    ? undefined
    : at((value as Record<string, unknown>)[key], path.slice(key.length + 1));
}

function found(objects: KubernetesObject[], place: string): unknown {
  const [name = '', path = ''] = place.split(': ');
  return at(
    objects.find((object) => nameOf(object) === name),
    path,
  );
}

const rendered = new Map<string, Promise<KubernetesObject[]>>();

/** Most values are compared with the same objects. */
async function baseOf(values: Values): Promise<KubernetesObject[]> {
  const key = JSON.stringify(values);
  const made = rendered.get(key) ?? render(values);
  rendered.set(key, made);
  return made;
}

test.each(Object.entries(effects))('%s', async (path, [value, place]) => {
  const base = beside[path] ?? {};
  const [before, after] = await Promise.all([baseOf(base), render(withValue(path, value, base))]);
  expect(found(after, place)).not.toEqual(found(before, place));
});

test('every value that a template reads is typed', () => {
  const paths = placesOf(types, types, []).map(({ path }) => path.join('.'));
  const files = readdirSync(join(chart, 'templates'), { recursive: true, encoding: 'utf8' });
  const templates = files.filter((file) => /\.(tpl|yaml|txt)$/.test(file));
  const read = templates.flatMap((file) => {
    const text = readFileSync(join(chart, 'templates', file), 'utf8');
    return [...text.matchAll(/\.Values\.([\w.]*\w)/g)].map(([, path = '']) => path);
  });
  expect(read.length).toBeGreaterThan(20);
  expect([...new Set(read)].filter((path) => !paths.includes(path))).toEqual([]);
});
