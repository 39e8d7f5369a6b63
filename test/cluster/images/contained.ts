/** Programs that make images, with their words in a log; no process and no mount of theirs outlives this one. */
import { execa } from 'execa';
import { Trouble } from '../steps.ts';

export interface Program {
  argv: string[];
  log: string;
  cwd?: string;
  env?: Record<string, string>;
}

/** When this process is killed, the kernel kills the first of theirs, and with it their namespaces. */
const namespaces = [
  ...['setpriv', '--pdeathsig', 'KILL', '--'],
  ...['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--'],
];

export async function contained({ argv, log, ...where }: Program): Promise<void> {
  const [first = '', ...args] = [...namespaces, ...argv];
  const output = { file: log, append: true } as const;
  const result = await execa(first, args, {
    ...where,
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    reject: false,
  });
  if (result.failed) throw new Trouble(`${argv[0] ?? ''} failed while it made an image.`, { log });
}
