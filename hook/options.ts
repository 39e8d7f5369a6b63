/** Flags that every command has. */
import type { Argv } from 'yargs';

export function withClusterOptions<T>(yargs: Argv<T>) {
  return yargs
    .option('namespace', {
      type: 'string',
      alias: 'n',
      describe: 'Namespace of the release (default: that of the context)',
    })
    .option('kubeconfig', {
      type: 'string',
      describe: 'Path of a kubeconfig (default: KUBECONFIG, ~/.kube/config, or the Pod)',
    })
    .option('context', { type: 'string', describe: 'Context of the kubeconfig' })
    .check(({ namespace }) => {
      if (namespace === '') throw new Error('--namespace is empty.');
      return true;
    });
}

/** Throws what yargs says of a `--timeout` that ends before it begins. */
export function checkTimeout(seconds: number): void {
  if (!(seconds > 0)) throw new Error('--timeout is a number of seconds greater than 0.');
}
