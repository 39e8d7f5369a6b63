/** Values that the previous chart took and today's refuses. Each stands in CHANGELOG.md under "Changed", by its path. */
import * as ofInput from './breaks-of-input.ts';
import type { Values } from './render.ts';

export interface Break {
  path: string;
  values: Values;
  /** Of what is said to them now. */
  says: string;
}

const label = 'does not match pattern';
const name = 'additional properties';
const mtls = { istio: { mode: 'mtls' } };
const spaced = { team: 'a b' };
const unnamed = { 'a b': 'x' };

/** Refused by the schema. */
export const stricter: Break[] = [
  { path: 'fullnameOverride', values: { fullnameOverride: 'x'.repeat(47) }, says: label },
  { path: 'commonLabels', values: { commonLabels: spaced }, says: label },
  { path: 'hook.nodeSelector', values: { hook: { nodeSelector: spaced } }, says: label },
  { path: 'storage.labels', values: { storage: { labels: spaced } }, says: label },
  { path: 'storage.annotations', values: { storage: { annotations: unnamed } }, says: name },
  {
    path: 'service.primary.annotations',
    values: { service: { primary: { annotations: unnamed } } },
    says: name,
  },
  {
    path: 'service.replicas.annotations',
    values: { service: { replicas: { annotations: unnamed } } },
    says: name,
  },
  { path: 'pod.labels', values: { pod: { labels: spaced } }, says: label },
  { path: 'pod.annotations', values: { pod: { annotations: unnamed } }, says: name },
  { path: 'serviceAccount.annotations', values: { serviceAccount: { annotations: unnamed } }, says: name },
  { path: 'scheduling.nodeSelector', values: { scheduling: { nodeSelector: spaced } }, says: label },
  ...ofInput.stricter,
];

/** Refused by the guards, by what is said of them in support/refusals.ts. */
export const guarded: Record<string, string> = {
  'a verify that Helm does not wait for': 'verify.timeoutSeconds',
  'more replicas than may stream': 'replicas',
  'clients from outside of the mesh': 'service.primary.type',
  'one port of the nodes for both Services': 'service.primary.nodePort',
  "a sidecar on one of the chart's ports": 'pod.sidecars',
  'the user of the proxy': 'pod.securityContext',
  'one direction around the proxy': 'pod.annotations',
  'a range of addresses around the proxy': 'pod.annotations',
  'a port that the proxy does not take': 'pod.annotations',
  'networks that the proxy does not take': 'pod.annotations',
  'a container that waits for the proxy': 'pod.initContainers',
  "a name of another cluster's objects": 'nameOverride',
  ...ofInput.guarded,
};

/** Refused by guards whose own example has a value that came with them. */
export const others: Break[] = [
  {
    path: 'preflight.timeoutSeconds',
    values: { preflight: { timeoutSeconds: 271 } },
    says: 'hook.helmTimeoutSeconds - 30',
  },
  {
    path: 'patroni.synchronousMode',
    values: { replicas: 1, patroni: { synchronousMode: 'on' } },
    says: 'patroni.synchronousNodeCount is 1, not less than replicas (1)',
  },
  {
    path: 'pod.extraVolumes',
    values: { pod: { extraVolumes: [{ name: 'wal', emptyDir: {} }] } },
    says: 'pod.extraVolumes has "wal"',
  },
  {
    path: 'postgres.parameters',
    values: { postgres: { parameters: { PORT: 5433 } } },
    says: 'postgres.parameters.PORT is not yours to set',
  },
  {
    path: 'pod.securityContext',
    values: { ...mtls, pod: { securityContext: { runAsUser: 1337 } } },
    says: 'pod.securityContext.runAsUser is 1337',
  },
  ...ofInput.others,
];
