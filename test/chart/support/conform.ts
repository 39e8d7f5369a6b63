/** Whether objects are such to Kubernetes, and to Istio as the test cluster runs it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { istioSchemas } from '../../cluster/istio-schemas.ts';
import { kubernetesSchemas } from '../../cluster/python.ts';
import { type Outcome, run } from './render.ts';

/** kubeconform over manifests by name. It asks nobody but the schemas given; one that is missing is a failure. */
export async function conform(version: string, manifests: Record<string, string>): Promise<Outcome> {
  const locations = [kubernetesSchemas(version.split('.', 2).join('.')), istioSchemas()];
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-manifests-'));
  try {
    for (const [name, text] of Object.entries(manifests)) writeFileSync(join(folder, `${name}.yaml`), text);
    const schemas = locations.flatMap((location) => ['-schema-location', location]);
    return await run('kubeconform', ['-strict', '-summary', ...schemas, folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
