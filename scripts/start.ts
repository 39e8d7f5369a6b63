/** `npm start`: a cluster, a mesh and a release `db` in it; `-- --break` shows a release that fails, and why. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { locks } from '../test/cluster/config.ts';
import { withLock } from '../test/cluster/lock.ts';
import { explain, Trouble } from '../test/cluster/steps.ts';
import { up } from '../test/cluster/up.ts';
import { broken, healthy } from './demo.ts';

try {
  const options = await yargs(hideBin(process.argv))
    .scriptName('npm start --')
    .option('break', {
      type: 'boolean',
      default: false,
      describe: 'install a release whose replication is cut',
    })
    .option('namespace', { type: 'string', describe: 'where to install (default: demo, or demo-broken)' })
    .strict()
    .demandCommand(0, 0, '', 'npm start takes no words, only --break and --namespace')
    .fail((message, error: Error | undefined) => {
      throw error ?? new Trouble(message);
    })
    .parseAsync();
  await up();
  // Two at once would take each other's release for one that was left half done.
  await withLock(`${locks}.start`, () =>
    options.break ? broken(options.namespace ?? 'demo-broken') : healthy(options.namespace ?? 'demo'),
  );
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
