/** Same values, same objects; and what Kubernetes lets nobody change does not change. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { nameOf, statefulSet } from './support/objects.ts';
import { chart, render, renderText, run, type Values } from './support/render.ts';

const samples: [string, Values][] = [
  ['the default', {}],
  [
    'nearly every value',
    {
      imagePullSecrets: ['one', 'two'],
      postgres: { parameters: { max_connections: 200, work_mem: '64MB', jit: false, random_page_cost: 1.1 } },
      patroni: { synchronousMode: 'quorum', maximumLagOnFailover: 107374182400 },
      credentials: { existingSecret: 'mine' },
      storage: { storageClass: 'fast' },
      scheduling: { nodeSelector: { a: 'b', c: 'd' }, tolerations: [{ operator: 'Exists' }] },
      hook: { nodeSelector: { a: 'b' }, tolerations: [{ operator: 'Exists' }] },
      service: { primary: { type: 'LoadBalancer', annotations: { x: 'y', a: 'b' } } },
    },
  ],
];

test.each(samples)('`helm template` twice gives the same bytes (%s)', async (_, values) => {
  const [text, again] = await Promise.all([renderText(values), renderText(values)]);
  expect(again).toBe(text);
});

const byName = (objects: KubernetesObject[]): Record<string, KubernetesObject> =>
  Object.fromEntries(objects.map((object) => [`${String(object.kind)}/${nameOf(object)}`, object]));

test.each(samples)('Helm 4 and Helm 3 render the same objects (%s)', async (_, values) => {
  const kubeVersion = '1.30.0';
  const [four, three] = await Promise.all([
    render(values, { kubeVersion }),
    render(values, { kubeVersion, helm: 'helm3' }),
  ]);
  expect(byName(three)).toEqual(byName(four));
});

/** The chart as it would be in another version. */
async function inVersion<T>(version: string, use: (archive: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-chart-'));
  try {
    const versions = ['--version', version, '--app-version', version];
    const { failed, stderr } = await run('helm', ['package', chart, ...versions, '--destination', folder]);
    if (failed) throw new Error(`the chart cannot be packaged: ${stderr}`);
    return await use(join(folder, `patroni-${version}.tgz`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What selects, and what a StatefulSet never lets change. */
function fixed(objects: KubernetesObject[]): Record<string, unknown> {
  const { spec } = statefulSet(objects);
  const { selector, volumeClaimTemplates, serviceName, podManagementPolicy } = spec ?? {};
  const spread = spec?.template.spec?.topologySpreadConstraints;
  const selectors = objects.flatMap((object) => {
    const { selector: own } = (object as { spec?: { selector?: object } }).spec ?? {};
    return own === undefined ? [] : [[nameOf(object), own]];
  });
  return { selector, volumeClaimTemplates, serviceName, podManagementPolicy, spread, selectors };
}

test('another version of the chart changes no selector, no claim template and no pod of a member', async () => {
  const newer = await inVersion('9.8.7', (archive) => render({}, { chart: archive }));
  const now = await render();
  expect(newer[0]?.metadata?.labels?.['helm.sh/chart']).toBe('patroni-9.8.7');
  expect(fixed(newer)).toEqual(fixed(now));
  expect(statefulSet(newer).spec?.template).toEqual(statefulSet(now).spec?.template);
});

test('another mode changes nothing that a StatefulSet never lets change', async () => {
  const [mtls, disabled] = await Promise.all([render({ istio: { mode: 'mtls' } }), render()]);
  expect(fixed(mtls)).toEqual(fixed(disabled));
});
