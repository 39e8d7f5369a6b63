/** Istio's own charts from its own sources, with STRICT mTLS for the whole mesh. */
import { join } from 'node:path';
import { state } from '../config.ts';
import { until, type Daemon } from '../daemon.ts';
import { helm, kubectl } from '../kubectl.ts';
import { istioSources, istioVersion } from '../tools.ts';

const namespace = 'istio-system';
const values = join(import.meta.dirname, 'istiod-values.yaml');

/** Packs the charts, as Istio's own release build does: in the sources their version is 1.0.0, whatever Istio's is. */
async function packCharts(): Promise<Record<'base' | 'istiod', string>> {
  const sources = join(await istioSources(), 'manifests/charts');
  const destination = join(state, 'charts');
  const { chart, application } = await istioVersion();
  const versions = ['--version', chart, '--app-version', application];
  const folders = [join(sources, 'base'), join(sources, 'istio-control/istio-discovery')];
  await helm(['package', ...folders, ...versions, '--destination', destination]);
  const packed = (name: string): string => join(destination, `${name}-${chart}.tgz`);
  return { base: packed('base'), istiod: packed('istiod') };
}

/** istiod says so itself; Helm does not wait, so that other steps run meanwhile. */
export async function installMesh(strictMtls: string): Promise<void> {
  const { base, istiod } = await packCharts();
  const into = ['--namespace', namespace, '--create-namespace'];
  await helm(['upgrade', '--install', 'istio-base', base, ...into]);
  await helm(['upgrade', '--install', 'istiod', istiod, ...into, '--values', values]);
  await kubectl(['apply', '--filename', strictMtls]);
}

/** The mesh is ready when the injector answers: its webhook then has istiod's certificate. */
export async function meshReady(kubelet?: Daemon): Promise<void> {
  await until(
    { what: 'the readiness of istiod', seconds: 120, ...(kubelet ? { daemon: kubelet } : {}) },
    async () => {
      const path = '{.status.readyReplicas}';
      const ready = await kubectl([
        '--namespace',
        namespace,
        'get',
        'deployment',
        'istiod',
        '--output',
        `jsonpath=${path}`,
      ]);
      const bundle = await kubectl([
        'get',
        'mutatingwebhookconfiguration',
        'istio-sidecar-injector',
        '--output',
        'jsonpath={.webhooks[*].clientConfig.caBundle}',
      ]);
      return ready === '1' && bundle !== '';
    },
  );
}
