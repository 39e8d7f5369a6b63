#!/usr/bin/env node
import { applyCommand } from './apply/command.ts';
import { clientCommand } from './client/command.ts';
import { fail } from './fail.ts';
import { farewell } from './farewell.ts';
import { UsageError } from './kube/errors.ts';
import { preflightCommand } from './preflight/command.ts';
import { verifyCommand } from './verify/command.ts';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';

// Whoever reads may have enough (`| head`): the verdict did not reach anybody then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(2);
});

/** yargs makes a list of a flag that is given twice; none here takes one. */
function refuseTwice(flags: Record<string, unknown>): void {
  const [twice] = Object.keys(flags).filter((flag) => flag !== '_' && Array.isArray(flags[flag]));
  if (twice !== undefined) throw new UsageError(`--${twice} was given more than once.`);
}

try {
  await yargs(hideBin(process.argv))
    .scriptName('patroni-istio')
    .command(preflightCommand)
    .command(applyCommand)
    .command(verifyCommand)
    .command(clientCommand)
    .middleware(refuseTwice)
    .recommendCommands()
    .demandCommand(1, 'Give a command; --help lists them.')
    .strictCommands()
    .strict()
    .exitProcess(false)
    .wrap(null)
    .fail((message: string | null, error: Error | undefined) => {
      throw message === null && error !== undefined
        ? error
        : new UsageError((message ?? '').replace(/\s+/g, ' '));
    })
    .parseAsync();
} catch (error) {
  fail(error);
}
farewell();
