/** The programs a user types, run the way a user runs them; an exit code is data here, not an exception. */
import { join } from 'node:path';
import { execa } from 'execa';
import { userTools } from '../../cluster/tools.ts';
import { imageValues, target } from './target.ts';

export const root = join(import.meta.dirname, '../../..');

/** chart-testing takes from its environment what it shall give Helm. */
const extra = Object.entries(imageValues).map(([path, value]) => `--set=${path}=${value}`);
const forCt = extra.length === 0 ? {} : { CT_HELM_EXTRA_SET_ARGS: extra.join(' ') };

export interface Outcome {
  exitCode: number;
  stdout: string;
  /** Standard output and standard error, in the order they were written. */
  output: string;
}

/** Runs a program of the project or of the test cluster's tools against the test cluster, in the checkout or elsewhere. */
export async function run(program: string, args: string[], input = '', cwd = root): Promise<Outcome> {
  const path = `${userTools()}:${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`;
  const env = { PATH: path, KUBECONFIG: target.kubeconfig, ...forCt };
  const result = await execa(program, args, { cwd, env, input, all: true, reject: false });
  return { exitCode: result.exitCode ?? -1, stdout: result.stdout, output: result.all };
}

/** kubectl whose failure is a failure of the test. */
export async function kubectl(args: string[], input = ''): Promise<string> {
  const { exitCode, stdout, output } = await run('kubectl', args, input);
  if (exitCode !== 0) throw new Error(`kubectl ${args.join(' ')}: ${output}`);
  return stdout;
}

/** An object of the cluster as JSON. */
export async function getObject<T>(namespace: string, kind: string, name: string): Promise<T> {
  return JSON.parse(await kubectl(['--namespace', namespace, 'get', kind, name, '--output', 'json'])) as T;
}
