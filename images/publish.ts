/**
 * `npm run images -- REGISTRY [--push]`: builds the two images, or pushes them, under the names that the chart gives them
 * with `global.imageRegistry=REGISTRY`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { explain, Trouble } from '../test/cluster/steps.ts';
import { bundle } from './hook/bundle.ts';

const root = join(import.meta.dirname, '..');

interface ImageValues {
  repository: string;
  tag: string;
}

interface Values {
  image: ImageValues;
  hook: { image: ImageValues };
  postgres: { major: number };
}

const read = (file: string): unknown => parse(readFileSync(join(root, 'chart', file), 'utf8'));

/** Command lines for a container engine, in order; paths are relative to the checkout. */
export function commands(registry: string, what: 'build' | 'push'): string[][] {
  const { image, hook, postgres } = read('values.yaml') as Values;
  const { appVersion } = read('Chart.yaml') as { appVersion: string };
  const member = `${registry}/${image.repository}:${image.tag}`;
  const tool = `${registry}/${hook.image.repository}:${hook.image.tag || appVersion}`;
  if (what === 'push') return [member, tool].map((name) => ['push', name]);
  return [
    ['build', '--tag', member, '--build-arg', `PG_MAJOR=${postgres.major}`, 'images/patroni'],
    ['build', '--tag', tool, '--file', 'images/hook/Dockerfile', 'dist/hook'],
  ];
}

async function run(engine: string, args: string[]): Promise<void> {
  console.log(`\n$ ${engine} ${args.join(' ')}`);
  const { failed, exitCode } = await execa(engine, args, { cwd: root, stdio: 'inherit', reject: false });
  if (failed && exitCode === undefined)
    throw new Trouble(`${engine} cannot be run here; --engine names another.`);
  if (failed) throw new Trouble(`${engine} ${args[0] ?? ''} failed; its own words are above.`);
}

async function main(): Promise<void> {
  const options = await yargs(hideBin(process.argv))
    .scriptName('npm run images --')
    .usage('$0 REGISTRY [--push]')
    .option('push', { type: 'boolean', default: false, describe: 'push what was built' })
    .option('engine', { type: 'string', default: 'docker', describe: 'docker, or what takes the same words' })
    .strictOptions()
    .demandCommand(1, 1, 'Give a registry, such as registry.example.com/team.', 'Give one registry.')
    .fail((message, error: Error | undefined) => {
      throw error ?? new Trouble(message);
    })
    .parseAsync();
  const [registry] = options._;
  if (!options.push) await bundle();
  for (const args of commands(String(registry), options.push ? 'push' : 'build'))
    await run(options.engine, args);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}
