/**
 * `npm test`: all tests on a real cluster, which is brought up when it is not there and taken down again then.
 * `npm test -- WORD` runs the end-to-end tests whose file has that word in its name; `npm run test:all -- SHARD` what takes
 * too long for every run; `--provider current` runs them in a cluster that is there.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { chooseProvider, options } from '../test/cluster/providers/index.ts';
import type { Provider } from '../test/cluster/providers/provider.ts';
import { giveTarget } from '../test/cluster/providers/target.ts';
import { explain, Trouble } from '../test/cluster/steps.ts';
import { conclude, fastChecks, jest, root, sum, type Count } from './checks.ts';
import { select, testsIn } from './selection.ts';

/** Namespaces run side by side; more than three would starve each other on two cores. */
const workers = '--maxWorkers=3';

const shards = readdirSync(join(root, 'test/shards'));
const files = testsIn('test/e2e');

const stop = new AbortController();
process.on('SIGINT', () => {
  // Whoever asks twice does not want to wait for the cluster's end.
  if (stop.signal.aborted) process.exit(130);
  stop.abort();
});

/** What a run is to do with its cluster. */
type Work = (provider: Provider) => Promise<Count>;

/** Files that were left out are named at the end, too, where nobody misses them. */
const leftOut: string[] = [];

const nothing: Count = { passed: 0, failed: 0 };

/** Runs those of the files that the provider can carry. */
async function run(project: string, all: string[], provider: Provider, ...args: string[]): Promise<Count> {
  const { files, left } = select(all, provider);
  leftOut.push(...left);
  for (const line of left) console.error(`  --    ${line}`);
  return files.length === 0 ? nothing : jest([project], [...args, ...files]);
}

const everything: Work = async (provider) => {
  const fast = await fastChecks();
  stop.signal.throwIfAborted();
  process.env['PATRONI_ISTIO_RUN_BEGAN'] = new Date().toISOString();
  const live = await run('e2e', files, provider, workers);
  stop.signal.throwIfAborted();
  // What the accounts did in a whole run, from the API server's audit log; a part of it would tell nothing.
  return sum([fast, live, await run('audit', testsIn('test/audit'), provider)]);
};

/** A shard by its whole name, or end-to-end tests by parts of theirs; without words everything. */
function asked(words: string[], isShard: boolean): Work {
  const known = isShard ? shards : files.map((file) => basename(file));
  const isKnown = (word: string): boolean =>
    isShard ? known.includes(word) : known.some((name) => name.includes(word));
  const unknown = words.find((word) => !isKnown(word));
  if (unknown !== undefined) throw new Trouble(`"${unknown}" is none of ${known.join(', ')}.`);
  const hasWord = (file: string): boolean => words.some((word) => basename(file).includes(word));
  if (!isShard)
    return words.length > 0 ? (provider) => run('e2e', files.filter(hasWord), provider, workers) : everything;
  const [shard, ...more] = words;
  if (shard === undefined || more.length > 0) throw new Trouble(`Give one shard: ${shards.join(', ')}.`);
  return (provider) => run('shards', testsIn(`test/shards/${shard}`), provider, workers);
}

function report(count: Count): void {
  for (const line of leftOut) console.log(line);
  // A run that left out all that was asked for has shown nothing.
  conclude(count.passed + count.failed === 0 ? { passed: 0, failed: 1 } : count);
}

async function main(): Promise<void> {
  const { _, shard, provider, registry } = await yargs(hideBin(process.argv))
    .scriptName('npm test --')
    .usage('$0 [WORD ...]\n\nWORD: part of the name of an end-to-end test')
    .option('shard', { type: 'boolean', default: false, hidden: true })
    .options(options)
    .strictOptions()
    .fail((message, error: Error | undefined) => {
      throw error ?? new Trouble(message);
    })
    .parseAsync();
  const work = asked(_.map(String), shard);
  const chosen = chooseProvider(provider, registry);
  try {
    giveTarget(await chosen.up());
    stop.signal.throwIfAborted();
    const count = await work(chosen);
    stop.signal.throwIfAborted();
    report(count);
  } finally {
    await chosen.down();
  }
}

try {
  await main();
} catch (error) {
  if (stop.signal.aborted) {
    // What could not be cleaned up is told all the same.
    if (error instanceof Trouble) explain(error);
    console.error('\nInterrupted; what was run until then is no result.');
    process.exit(130);
  }
  explain(error);
  conclude({ passed: 0, failed: 1 });
}
