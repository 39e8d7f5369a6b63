import type { CommandModule } from 'yargs';
import { checkTimeout, withClusterOptions } from '../options.ts';
import type { ApplyArguments } from './run.ts';

/** As typed, which is how --help shows them; what is parsed has them in camel case as well. */
type Flags = Omit<ApplyArguments, 'postgresMajor'> & { 'postgres-major': string };

export const applyCommand: CommandModule<object, Flags> = {
  command: 'apply',
  describe:
    'Bring the running members to what the release asks for, by role. The only command that changes a cluster.',
  builder: (yargs) =>
    withClusterOptions(yargs)
      .option('release', { type: 'string', describe: 'Helm release to work on' })
      .option('name', { type: 'string', describe: 'Name of its StatefulSet, instead of the release' })
      .option('job', {
        type: 'string',
        default: '',
        describe: 'Job that this runs in; the StatefulSet has to name it',
      })
      .option('timeout', { type: 'number', default: 600, describe: 'Seconds for the whole roll' })
      .option('credentials', {
        type: 'string',
        describe: 'Folder with the password files (default: the Secret)',
      })
      .option('dcs', {
        type: 'string',
        default: '{}',
        describe: 'Dynamic configuration that the release asks for, as JSON',
      })
      .option('postgres-major', {
        type: 'string',
        default: '',
        describe: 'Major version of PostgreSQL that the release asks for',
      })
      .option('plan', {
        type: 'boolean',
        default: false,
        describe: 'Print what would be done, and do nothing',
      })
      .check(({ release, name, job, plan, timeout }) => {
        if (release === undefined && name === undefined) throw new Error('Give --release or --name.');
        checkTimeout(timeout);
        if (job === '' && !plan) throw new Error('Give --plan, or --job as the Job of a release does.');
        return true;
      }),
  handler: async (args) => {
    const { run } = await import('./run.ts');
    process.exitCode = await run(args);
  },
};
