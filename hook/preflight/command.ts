import type { CommandModule } from 'yargs';
import { checkTimeout, withClusterOptions } from '../options.ts';
import type { PreflightArguments } from './run.ts';

/** As typed, which is how --help shows them; what is parsed has them in camel case as well. */
type Flags = Omit<PreflightArguments, 'existingSecret' | 'createSecret' | 'postgresMajor' | 'istioMode'> & {
  'istio-mode': string;
  'postgres-major': string;
  'existing-secret': string;
  'create-secret': boolean;
};

export const preflightCommand: CommandModule<object, Flags> = {
  command: 'preflight',
  describe:
    'Before an install or upgrade, in the Job of the release: refuse what would hurt; with --create-secret make the passwords.',
  builder: (yargs) =>
    withClusterOptions(yargs)
      .option('name', { type: 'string', demandOption: true, describe: 'Name of the StatefulSet' })
      .option('release', { type: 'string', demandOption: true, describe: 'Helm release' })
      .option('selector', {
        type: 'string',
        describe: "Labels of the release's objects (default: app.kubernetes.io/instance=RELEASE)",
      })
      .option('job', {
        type: 'string',
        describe: 'Job that this runs in: the time-out counts from its start',
      })
      .option('replicas', {
        type: 'number',
        demandOption: true,
        describe: 'Members that the release asks for',
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
      .option('initdb', {
        type: 'string',
        default: '',
        describe: 'Options of initdb that the release asks for, as JSON',
      })
      .option('storage', {
        type: 'string',
        describe:
          'Storage that the release asks for (size, storageClass, accessModes, labels, annotations), as JSON',
      })
      .option('istio-mode', { type: 'string', default: '', describe: 'istio.mode that the release asks for' })
      .option('existing-secret', {
        type: 'string',
        default: '',
        describe: 'Secret of the user, instead of <name>-credentials',
      })
      .option('create-secret', {
        type: 'boolean',
        default: false,
        describe: 'Make <name>-credentials where it is not there',
      })
      .option('timeout', { type: 'number', default: 120, describe: 'Seconds for all of it' })
      .check(({ replicas, timeout }) => {
        if (!Number.isInteger(replicas) || replicas < 1)
          throw new Error('--replicas is a whole number, 1 or more.');
        checkTimeout(timeout);
        return true;
      }),
  handler: async (args) => {
    const { run } = await import('./run.ts');
    process.exitCode = await run(args);
  },
};
