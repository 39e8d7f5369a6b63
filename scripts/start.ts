/** `npm start`: a cluster, a mesh and a release `db` in it; `-- --break` shows a release that fails, and why. */
import { once } from 'node:events';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { locks } from '../test/cluster/config.ts';
import { withLock } from '../test/cluster/lock.ts';
import { explain, Trouble } from '../test/cluster/steps.ts';
import { isUp, up } from '../test/cluster/up.ts';
import { broken, healthy } from './demo.ts';

const words = hideBin(process.argv);
const down = 'npm run cluster -- down';

const stop = new AbortController();
process.on('SIGINT', () => {
  // Whoever asks twice does not want to wait for Helm.
  if (stop.signal.aborted) process.exit(130);
  stop.abort();
});

async function main(): Promise<void> {
  const options = await yargs(words)
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
  // A cluster on its way up has nothing to finish; Helm has, so a release is waited for.
  await Promise.race([up(), aborted(stop.signal)]);
  // Two at once would take each other's release for one that was left half done.
  await withLock(`${locks}.start`, () =>
    options.break
      ? broken(options.namespace ?? 'demo-broken', stop.signal)
      : healthy(options.namespace ?? 'demo', stop.signal),
  );
}

async function aborted(signal: AbortSignal): Promise<void> {
  await once(signal, 'abort');
  signal.throwIfAborted();
}

/** What Ctrl-C leaves, and what to do with it. */
function interrupted(): string {
  const again = ['npm start', ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
  return isUp()
    ? `Interrupted. The cluster stays up: \`${again}\` goes on, \`${down}\` ends it.`
    : `Interrupted. The cluster is not up: \`${again}\` begins again, \`${down}\` removes what there is of it.`;
}

try {
  await main();
} catch (error) {
  if (stop.signal.aborted) {
    console.error(`\n${interrupted()}`);
    process.exit(130);
  }
  explain(error);
  process.exitCode = 1;
}
