/** The chart as the real Helm renders it: spawned anew for every call, nothing is kept. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { userTools } from '../../cluster/tools.ts';

// A render takes a tenth of a second, but `npm run check` has the processors do three other things meanwhile.
jest.setTimeout(30_000);

export const root = join(import.meta.dirname, '../../..');
export const chart = join(root, 'chart');

export type Helm = 'helm' | 'helm3';
export type Values = Record<string, unknown>;

export interface RenderOptions {
  helm?: Helm;
  kubeVersion?: string;
  release?: string;
  chart?: string;
  args?: string[];
}

export interface Outcome {
  failed: boolean;
  stdout: string;
  stderr: string;
}

const spawn = promisify(execFile);

/** Runs a program of `userTools()`, in the project's folder where no other is named. */
export async function run(
  program: Helm | 'ct' | 'cyclonus' | 'kubeconform',
  args: string[],
  { input = '', cwd = root } = {},
): Promise<Outcome> {
  const path = join(userTools(), program);
  if (!existsSync(path)) {
    throw new Error(`${program} is not built yet (${path} is missing); \`npm run check\` builds it.`);
  }
  const env = { ...process.env, PATH: [userTools(), process.env['PATH']].join(delimiter) };
  const running = spawn(path, args, { cwd, env, maxBuffer: 16 * 1024 * 1024 });
  running.child.stdin?.end(input);
  return running.then(
    ({ stdout, stderr }) => ({ failed: false, stdout, stderr }),
    (error: unknown) => ({ failed: true, stdout: '', stderr: '', ...(error as Partial<Outcome>) }),
  );
}

function template(values: Values, options: RenderOptions): Promise<Outcome> {
  const version = options.kubeVersion === undefined ? [] : ['--kube-version', options.kubeVersion];
  const place = ['template', options.release ?? 'db', options.chart ?? chart, '--namespace', 'prod'];
  const args = [...place, '--values', '-', ...version, ...(options.args ?? [])];
  return run(options.helm ?? 'helm', args, { input: JSON.stringify(values) });
}

/** The text that `helm template` prints. */
export async function renderText(values: Values = {}, options: RenderOptions = {}): Promise<string> {
  const { failed, stdout, stderr } = await template(values, options);
  if (failed) throw new Error(`the chart does not render: ${stderr}`);
  return stdout;
}

/** All objects of a release, hooks and the Pod of `helm test` included. */
export async function render(values: Values = {}, options: RenderOptions = {}): Promise<KubernetesObject[]> {
  const documents = parseAllDocuments(await renderText(values, options));
  const broken = documents.flatMap(({ errors }) => errors);
  if (broken.length > 0) throw new AggregateError(broken, 'the chart renders YAML that cannot be read');
  return documents
    .map((document) => document.toJS() as KubernetesObject | null)
    .filter((one) => one !== null);
}

/** What Helm says to values that the chart refuses; a failure when it renders them. */
export async function refusal(values: Values, options: RenderOptions = {}): Promise<string> {
  const { failed, stderr } = await template(values, options);
  if (!failed) throw new Error(`the chart renders ${JSON.stringify(values)}, it should refuse them`);
  return stderr;
}
