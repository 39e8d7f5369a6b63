/** A namespace whose quota counts requests and limits: every container has to have both, or its pod is refused. */
import { expect, test } from '@jest/globals';
import { onRevision, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release, type Values } from '../../e2e/support/release.ts';
import { kubectl } from '../../e2e/support/run.ts';

const minutes = 60_000;

const quota = {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'quota' },
  spec: {
    hard: {
      ...{ 'requests.cpu': '2', 'requests.memory': '4Gi', 'limits.cpu': '20', 'limits.memory': '20Gi' },
      ...{ pods: '8', persistentvolumeclaims: '3', 'requests.storage': '3Gi' },
    },
  },
};

const limits = {
  apiVersion: 'v1',
  kind: 'LimitRange',
  metadata: { name: 'limits' },
  spec: {
    limits: [
      {
        type: 'Container',
        default: { cpu: '1', memory: '512Mi' },
        defaultRequest: { cpu: '10m', memory: '64Mi' },
        max: { cpu: '2', memory: '1Gi' },
      },
      { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '1Gi' } },
    ],
  },
};

/** Without a LimitRange all that the chart's own containers lack; Istio's have both by themselves. */
const given = {
  'resources.limits.cpu': 1,
  'resources.limits.memory': '256Mi',
  'hook.resources.limits.cpu': 1,
};

test.each([
  ['with a LimitRange no value is needed', [quota, limits], {}],
  ['without one, limits from values are enough', [quota], given],
] satisfies [string, object[], Values][])(
  'under a ResourceQuota: %s; the Jobs, a roll and helm test too',
  (_, objects, values) =>
    inNamespace('quota', async (namespace) => {
      for (const object of objects)
        await kubectl(['--namespace', namespace, 'create', '--filename', '-'], JSON.stringify(object));
      const release = new Release(namespace, { values: { replicas: 2, ...values } });
      const install = await release.install();
      expect(install.output).not.toContain('Error');
      expect(install.exitCode).toBe(0);
      await replicates(release, 'installed');

      expect((await release.upgrade({ 'resources.requests.memory': '80Mi' })).exitCode).toBe(0);
      await onRevision(release);
      await replicates(release, 'rolled');
      expect((await release.test()).exitCode).toBe(0);
    }),
  6 * minutes,
);
