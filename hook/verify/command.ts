import type { CommandModule } from 'yargs';
import { checkTimeout, withClusterOptions } from '../options.ts';
import type { VerifyArguments } from './run.ts';

export const verifyCommand: CommandModule<object, VerifyArguments> = {
  command: 'verify',
  describe: 'Wait until every replica is proven to stream, or say why it does not. Only looks.',
  builder: (yargs) =>
    withClusterOptions(yargs)
      .option('release', { type: 'string', describe: 'Helm release to look at' })
      .option('name', { type: 'string', describe: 'Name of its StatefulSet, instead of the release' })
      .option('job', {
        type: 'string',
        describe: 'Job that this runs in: the time-out counts from its start',
      })
      .option('timeout', { type: 'number', default: 240, describe: 'Seconds to wait for a healthy cluster' })
      .option('window', {
        type: 'number',
        default: 10,
        describe: 'Seconds that the same streams have to stand',
      })
      .option('credentials', {
        type: 'string',
        describe: 'Folder with a file monitor-password (default: the Secret)',
      })
      .option('output', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'Form of the report',
      })
      .option('record', { type: 'string', describe: 'File to write the last observation to' })
      .option('from', { type: 'string', describe: 'Judge a recorded observation instead of a cluster' })
      .check(({ release, name, from, timeout, window }) => {
        if (release === undefined && name === undefined && from === undefined)
          throw new Error('Give --release or --name.');
        checkTimeout(timeout);
        if (!(window >= 0)) throw new Error('--window is a number of seconds.');
        if (window >= timeout) throw new Error(windowTooLong(window, timeout));
        return true;
      }),
  handler: async (args) => {
    const { run } = await import('./run.ts');
    process.exitCode = await run(args);
  },
};

function windowTooLong(window: number, timeout: number): string {
  return `--window (${window} s) is not shorter than --timeout (${timeout} s), so the time is up before the streams have stood: give a longer --timeout or a shorter --window.`;
}
