/**
 * `npm test`: all tests on a real cluster, which is brought up when it is not there and taken down again then.
 * `npm test -- WORD` runs the end-to-end tests whose file has that word in its name; `npm run test:all -- SHARD` what takes
 * too long for every run.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { explain, step, Trouble } from '../test/cluster/steps.ts';
import { destroySandbox } from '../test/cluster/sandbox.ts';
import { isUp, up } from '../test/cluster/up.ts';
import { conclude, fastChecks, jest, root, sum, type Count } from './checks.ts';

/** Namespaces run side by side; more than three would starve each other on two cores. */
const workers = '--maxWorkers=3';

const shards = readdirSync(join(root, 'test/shards'));
const files = readdirSync(join(root, 'test/e2e')).filter((file) => file.endsWith('.test.ts'));

const stop = new AbortController();
process.on('SIGINT', () => {
  // Whoever asks twice does not want to wait for the cluster's end.
  if (stop.signal.aborted) process.exit(130);
  stop.abort();
});

async function everything(): Promise<Count> {
  const fast = await fastChecks();
  stop.signal.throwIfAborted();
  process.env['PATRONI_ISTIO_RUN_BEGAN'] = new Date().toISOString();
  const run = await jest(['e2e'], [workers]);
  stop.signal.throwIfAborted();
  // What the accounts did in a whole run, from the API server's audit log; a part of it would tell nothing.
  return sum([fast, run, await jest(['audit'])]);
}

/** Whole paths, because Jest would look for a word in the name of the checkout's folder, too. */
const filesWith = (words: string[]): string[] =>
  files.filter((file) => words.some((word) => file.includes(word))).map((file) => `/test/e2e/${file}`);

/** A shard by its whole name, or end-to-end tests by parts of theirs; without words everything. */
function asked(words: string[], isShard: boolean): () => Promise<Count> {
  const known = isShard ? shards : files;
  const isKnown = (word: string): boolean =>
    isShard ? known.includes(word) : known.some((name) => name.includes(word));
  const unknown = words.find((word) => !isKnown(word));
  if (unknown !== undefined) throw new Trouble(`"${unknown}" is none of ${known.join(', ')}.`);
  if (!isShard) return words.length > 0 ? () => jest(['e2e'], [workers, ...filesWith(words)]) : everything;
  const [shard, ...more] = words;
  if (shard === undefined || more.length > 0) throw new Trouble(`Give one shard: ${shards.join(', ')}.`);
  return () => jest(['shards'], [workers, `/shards/${shard}/`]);
}

async function main(): Promise<void> {
  const { _, shard } = await yargs(hideBin(process.argv))
    .scriptName('npm test --')
    .usage('$0 [WORD ...]\n\nWORD: part of the name of an end-to-end test')
    .option('shard', { type: 'boolean', default: false, hidden: true })
    .strictOptions()
    .fail((message, error: Error | undefined) => {
      throw error ?? new Trouble(message);
    })
    .parseAsync();
  const work = asked(_.map(String), shard);
  const wasUp = isUp();
  try {
    await up();
    stop.signal.throwIfAborted();
    const count = await work();
    stop.signal.throwIfAborted();
    conclude(count);
  } finally {
    if (!wasUp) await step('take the cluster down', destroySandbox);
  }
}

try {
  await main();
} catch (error) {
  if (stop.signal.aborted) {
    console.error('\nInterrupted; what was run until then is no result.');
    process.exit(130);
  }
  explain(error);
  conclude({ passed: 0, failed: 1 });
}
