/**
 * `npm run bench`: what the chart costs Helm, beside an empty chart in the same run; the figures also go to dist/bench.json.
 * It reports and never fails: how fast a machine is says nothing about the chart.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { explain, step } from '../cluster/steps.ts';
import { buildTools, requiredVersion, userTools, linkUserTools } from '../cluster/tools.ts';
import { type Figure, measured, once, table } from './figure.ts';

const root = join(import.meta.dirname, '../..');
const chart = join(root, 'chart');
const rounds = 15;
const kubeVersion = requiredVersion('cluster', 'k8s.io/kubernetes');

const helms = {
  helm: `Helm ${requiredVersion('helm4', 'helm.sh/helm/v4')}`,
  helm3: `Helm ${requiredVersion('helm3', 'helm.sh/helm/v3')}`,
};
type Helm = keyof typeof helms;

/** What is rendered: a chart and the options that make a shape of it. */
type Rendered = string[];
const shapes: Record<string, Rendered> = {
  default: [chart],
  largest: [chart, '--values', join(root, 'test/chart/values/largest.yaml')],
};

async function helm(program: Helm, args: string[]): Promise<string> {
  const { stdout } = await execa(join(userTools(), program), args, { stdin: 'ignore' });
  return stdout;
}

const render = (program: Helm, rendered: Rendered): Promise<string> =>
  helm(program, ['template', 'db', ...rendered, '--kube-version', kubeVersion]);

/** Milliseconds of each thing in turn, again and again, so that a busy moment of the machine meets all of them. */
async function times(program: Helm, all: Record<string, Rendered>): Promise<Map<string, number[]>> {
  const taken = new Map(Object.keys(all).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, rendered] of Object.entries(all)) {
      const begun = performance.now();
      await render(program, rendered);
      // The first round only brings the files into memory.
      if (round > 0) taken.get(name)?.push(performance.now() - begun);
    }
  }
  return taken;
}

async function renderTimes(program: Helm, empty: string): Promise<Figure[]> {
  const taken = await times(program, { empty: [empty], ...shapes });
  const baseline = measured(taken.get('empty') ?? []);
  return Object.keys(shapes).map((shape) => ({
    what: `helm template, ${shape}, ${helms[program]}`,
    unit: 'ms',
    value: measured(taken.get(shape) ?? []),
    baseline,
    aim: 300,
  }));
}

/** What Helm stores of a release with each revision: its JSON, gzip at its best, base64. */
async function secretSize(rendered: Rendered): Promise<number> {
  const release = await helm('helm', ['install', 'db', ...rendered, '--dry-run=client', '--output', 'json']);
  return gzipSync(release, { level: 9 }).toString('base64').length;
}

async function sizes(empty: string): Promise<Figure[]> {
  const figures: Figure[] = [
    {
      what: 'values.schema.json',
      unit: 'KB',
      value: once(statSync(join(chart, 'values.schema.json')).size / 1e3),
      aim: 200,
    },
  ];
  for (const [shape, rendered] of Object.entries(shapes)) {
    const value = once((await secretSize(rendered)) / 1e3);
    figures.push({ what: `release Secret, ${shape}`, unit: 'KB', value, aim: 150 });
    const objects = (await render('helm', rendered)).match(/^kind: /gm)?.length ?? 0;
    figures.push({ what: `rendered objects, ${shape}`, unit: '', value: once(objects) });
  }
  return [
    ...figures,
    { what: 'release Secret, empty chart', unit: 'KB', value: once((await secretSize([empty])) / 1e3) },
  ];
}

function makeEmptyChart(): string {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-empty-chart-'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: empty\nversion: 0.1.0\n');
  mkdirSync(join(folder, 'templates'));
  return folder;
}

async function bench(): Promise<Figure[]> {
  const empty = makeEmptyChart();
  try {
    const of = (program: Helm): Promise<Figure[]> =>
      step(`render ${rounds} times with ${helms[program]}`, () => renderTimes(program, empty));
    return [...(await of('helm')), ...(await of('helm3')), ...(await sizes(empty))];
  } finally {
    rmSync(empty, { recursive: true });
  }
}

try {
  await buildTools(['helm4', 'helm3']);
  linkUserTools();
  const figures = await bench();
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist/bench.json'), JSON.stringify(figures, null, 2));
  console.log(table(figures));
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
