/**
 * `npm run images -- REGISTRY [--push]`: builds the two images, or pushes them, under the names that the chart gives them
 * with `global.imageRegistry=REGISTRY`. With `--platform` docker buildx does both at once, for each platform that is named.
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

/** `linux/arm64,linux/amd64` -> arm64, amd64: the platforms' names in the build context of the tool's image. */
export function architecturesOf(platform: string): string[] {
  return platform.split(',').map((one) => {
    const [system, architecture, ...more] = one.split('/');
    if (system !== 'linux' || !architecture || more.length > 0)
      throw new Trouble(`--platform takes names such as linux/arm64,linux/amd64, not "${one}".`);
    return architecture;
  });
}

/** Command lines for a container engine, in order; paths are relative to the checkout. */
export function commands(registry: string, what: 'build' | 'push', platform?: string): string[][] {
  const { image, hook, postgres } = read('values.yaml') as Values;
  const { appVersion } = read('Chart.yaml') as { appVersion: string };
  const member = `${registry}/${image.repository}:${image.tag}`;
  const tool = `${registry}/${hook.image.repository}:${hook.image.tag || appVersion}`;
  if (what === 'push' && platform === undefined) return [member, tool].map((name) => ['push', name]);
  // An engine's own store may hold only one platform of an image, so what is built for several goes straight to the registry.
  const build = platform === undefined ? ['build'] : ['buildx', 'build', '--platform', platform, '--push'];
  return [
    [...build, '--tag', member, '--build-arg', `PG_MAJOR=${postgres.major}`, 'images/patroni'],
    [...build, '--tag', tool, '--file', 'images/hook/Dockerfile', 'dist/hook'],
  ];
}

async function run(engine: string, args: string[]): Promise<void> {
  console.log(`\n$ ${engine} ${args.join(' ')}`);
  const { failed, exitCode } = await execa(engine, args, { cwd: root, stdio: 'inherit', reject: false });
  if (failed && exitCode === undefined)
    throw new Trouble(`${engine} cannot be run here; --engine names another.`);
  const [verb = ''] = args;
  const lacks = verb === 'buildx' ? ' (is buildx installed, and are emulators for other platforms?)' : '';
  if (failed) throw new Trouble(`${engine} ${verb} failed; its own words are above${lacks}.`);
}

async function main(): Promise<void> {
  const options = await yargs(hideBin(process.argv))
    .scriptName('npm run images --')
    .usage('$0 REGISTRY [--push [--platform linux/arm64,linux/amd64]]')
    .option('push', { type: 'boolean', default: false, describe: 'push what was built' })
    .option('platform', {
      type: 'string',
      describe: 'build and push at once for these platforms, with docker buildx',
    })
    .option('engine', { type: 'string', default: 'docker', describe: 'docker, or what takes the same words' })
    .strictOptions()
    .demandCommand(1, 1, 'Give a registry, such as registry.example.com/team.', 'Give one registry.')
    .fail((message, error: Error | undefined) => {
      throw error ?? new Trouble(message);
    })
    .parseAsync();
  const { push, platform } = options;
  if (platform !== undefined && !push)
    throw new Trouble(
      '--platform needs --push: what is built for several platforms goes to the registry at once.',
    );
  if (!push || platform !== undefined)
    await bundle(platform === undefined ? undefined : architecturesOf(platform));
  const [registry] = options._;
  for (const args of commands(String(registry), push ? 'push' : 'build', platform))
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
