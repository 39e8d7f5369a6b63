import type { CommandModule } from 'yargs';
import { checkTimeout } from '../options.ts';
import { type ClientArguments, expectations } from './run.ts';

export const clientCommand: CommandModule<object, ClientArguments> = {
  command: 'client',
  describe: 'Try what an app would reach from where this runs, without a login. In the Pods of helm test.',
  builder: (yargs) =>
    yargs
      .option('postgres', { type: 'string', default: '', describe: 'Hosts to ask on 5432, with commas' })
      .option('rest', { type: 'string', default: '', describe: "Hosts to ask for Patroni's health on 8008" })
      .option('expect', {
        choices: expectations,
        default: 'reached' as const,
        describe: 'What has to come of it; either only tells',
      })
      .option('timeout', { type: 'number', default: 60, describe: 'Seconds until what is expected has come' })
      .check(({ postgres, rest, timeout }) => {
        if (postgres === '' && rest === '') throw new Error('Give --postgres or --rest.');
        checkTimeout(timeout);
        return true;
      }),
  handler: async (args) => {
    const { run } = await import('./run.ts');
    process.exitCode = await run(args);
  },
};
