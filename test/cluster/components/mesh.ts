/** Istio's own charts from its own sources, with STRICT mTLS for the whole mesh. */
import { join } from 'node:path';
import { until, type Daemon } from '../daemon.ts';
import { helm, kubectl } from '../kubectl.ts';
import { istioSources } from '../tools.ts';

const namespace = 'istio-system';
const values = join(import.meta.dirname, 'istiod-values.yaml');

/** istiod says so itself; Helm does not wait, so that other steps run meanwhile. */
export async function installMesh(strictMtls: string): Promise<void> {
  const charts = join(await istioSources(), 'manifests/charts');
  const into = ['--namespace', namespace, '--create-namespace'];
  await helm(['upgrade', '--install', 'istio-base', join(charts, 'base'), ...into]);
  await helm([
    'upgrade',
    '--install',
    'istiod',
    join(charts, 'istio-control/istio-discovery'),
    ...into,
    '--values',
    values,
  ]);
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
