/** Commands against the test cluster, shown as a person would type them. */
import { execa } from 'execa';
import { cluster } from '../test/cluster/config.ts';
import { userTools } from '../test/cluster/tools.ts';
import { root } from './checks.ts';
import { unfold } from './unfold.ts';

function* unfolded(line: unknown): Generator<string> {
  yield `${unfold(String(line))}\n`;
}

export const env = {
  PATH: `${userTools()}:${process.env['PATH'] ?? ''}`,
  KUBECONFIG: cluster.kubeconfig,
};

/** How a command ended, and what it wrote to standard error. */
export interface Shown {
  exitCode: number;
  stderr: string;
}

/**
 * Shows a command, then what it says. A hook's log that Helm folds into one line is unfolded. Throws once `stop` is aborted
 * and the command has ended.
 */
export async function show(command: string[], stop: AbortSignal): Promise<Shown> {
  console.log(`\n$ ${command.join(' ')}`);
  const [program = '', ...args] = command;
  const { exitCode = 1, stderr } = await execa(program, args, {
    cwd: root,
    env,
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: [unfolded, 'inherit', 'pipe'],
    reject: false,
    cancelSignal: stop,
  });
  stop.throwIfAborted();
  return { exitCode, stderr };
}
