/** Runs a function of in-pod.py in a member's pod, with the Python and psycopg that are in its image. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Outcome } from './run.ts';

const script = readFileSync(join(import.meta.dirname, 'in-pod.py'), 'utf8');

export async function inPod(namespace: string, pod: string, ...args: string[]): Promise<Outcome> {
  const exec = ['--namespace', namespace, 'exec', '--stdin', pod, '--container', 'patroni', '--'];
  return run('kubectl', [...exec, 'python3', '-', ...args], script);
}
