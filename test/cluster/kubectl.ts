/** kubectl and Helm against this cluster, whatever the caller's own configuration says. */
import { join } from 'node:path';
import { execa } from 'execa';
import { cluster } from './config.ts';
import { userTools } from './tools.ts';

const environment = { KUBECONFIG: cluster.kubeconfig };

/** Runs kubectl; `input` goes to its standard input. */
export async function kubectl(args: string[], input = ''): Promise<string> {
  const { stdout } = await execa(join(userTools(), 'kubectl'), args, { env: environment, input });
  return stdout;
}

export async function helm(args: string[]): Promise<string> {
  const { stdout } = await execa(join(userTools(), 'helm'), args, { env: environment, stdin: 'ignore' });
  return stdout;
}
