/** What Kubernetes lets nobody change does not change from one version, mode or setting to the next. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { istioObjects } from './support/mesh.ts';
import { nameOf, statefulSet } from './support/objects.ts';
import { chart, render, run } from './support/render.ts';

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

test.each(['mtls', 'permissive', 'exclude', 'ambient'])(
  'the mode %s changes nothing that a StatefulSet never lets change',
  async (mode) => {
    const [other, disabled] = await Promise.all([render({ istio: { mode } }), render()]);
    const ours = other.filter((object) => istioObjects([object]).length === 0);
    expect(fixed(ours)).toEqual(fixed(disabled));
  },
);
