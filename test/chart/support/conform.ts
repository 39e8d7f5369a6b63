/** Manifests as Kubernetes' own schemas see them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubernetesSchemas } from '../../cluster/python.ts';
import { type Outcome, run } from './render.ts';

/** kubeconform over manifests by name. It asks nobody but the schemas given; one that is missing is a failure. */
export async function conform(version: string, manifests: Record<string, string>): Promise<Outcome> {
  const schemas = kubernetesSchemas(version.split('.', 2).join('.'));
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-manifests-'));
  try {
    for (const [name, text] of Object.entries(manifests)) writeFileSync(join(folder, `${name}.yaml`), text);
    return await run('kubeconform', ['-strict', '-summary', '-schema-location', schemas, folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
