/** The values files that stand for what people install: those of chart/ci, which ct installs on the test cluster, of examples, and those
 * of test/chart/values, which that cluster could not carry. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { requiredVersion } from '../../cluster/tools.ts';
import { chart, renderText, type RenderOptions, root } from './render.ts';

export interface Shape {
  name: string;
  file: string;
  /** Kubernetes as the shape's golden file is rendered for. */
  kubeVersion: string;
}

function oldestPromised(): string {
  const { kubeVersion } = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as { kubeVersion: string };
  const [, version] = /^>=(\d+\.\d+\.\d+)-0$/.exec(kubeVersion) ?? [];
  if (version === undefined) throw new Error(`no oldest Kubernetes in kubeVersion "${kubeVersion}"`);
  return version;
}

/** The Kubernetes that Chart.yaml promises at least, and the one that the test cluster runs. */
export const kubernetes = {
  oldest: oldestPromised(),
  newest: requiredVersion('cluster', 'k8s.io/kubernetes').slice(1),
};

const valuesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file));

/** Shapes of an old Kubernetes; all others are those of the test cluster's. */
const old = ['classic-sidecar'];

export const shapes: Shape[] = [
  ...valuesIn('chart/ci'),
  ...valuesIn('examples'),
  ...valuesIn('test/chart/values'),
].map((file) => {
  const name = basename(file, '.yaml').replace(/-values$/, '');
  return { name, file, kubeVersion: old.includes(name) ? kubernetes.oldest : kubernetes.newest };
});

/** What Helm prints for a shape. Helm 4 puts an empty line between two documents, Helm 3 does not. */
export async function renderShape(shape: Shape, options: RenderOptions = {}): Promise<string> {
  const args = ['--values', join(root, shape.file), ...(options.args ?? [])];
  const text = await renderText({}, { kubeVersion: shape.kubeVersion, ...options, args });
  return text.replace(/\n[ \n]*\n---\n/g, '\n---\n').replace(/\s+$/, '\n');
}
