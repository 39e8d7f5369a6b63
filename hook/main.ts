#!/usr/bin/env node
import { applyCommand } from './apply/command.ts';
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

try {
  await yargs(hideBin(process.argv))
    .scriptName('patroni-istio')
    .command(preflightCommand)
    .command(applyCommand)
    .command(verifyCommand)
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
