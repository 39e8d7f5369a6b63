/** What each image is made of. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { bundle } from '../../../images/hook/bundle.ts';
import { cluster } from '../config.ts';
import { clusterTool, istioSources, toolsFolder } from '../tools.ts';
import { contained } from './contained.ts';
import { contextOf } from './context.ts';
import type { Recipe } from './recipe.ts';

const here = import.meta.dirname;
const project = (...path: string[]): string => join(cluster.checkout, ...path);
const debianRelease = 'trixie';
const postgresMajor = '17';

/** The default tag of the chart for its own tool. */
function appVersion(): string {
  return (parse(readFileSync(project('chart/Chart.yaml'), 'utf8')) as { appVersion: string }).appVersion;
}

function patroniVersion(): string {
  const pinned = /^patroni==(\S+)/m.exec(
    readFileSync(project('images/patroni/requirements.txt'), 'utf8'),
  )?.[1];
  if (pinned === undefined) throw new Error('images/patroni/requirements.txt does not pin patroni');
  return pinned;
}

/** What is not needed in an image is not unpacked, as in Debian's own slim image. */
const leftOut = ['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/locale/*', '/usr/share/info/*'];

/** Debian as its archive has it; mmdebstrap checks the signatures against this machine's keyring of Debian. */
export function debian(release: string): Recipe {
  const exclusions = leftOut.map((path) => `--dpkgopt=path-exclude=${path}`);
  const options = ['--quiet', '--variant=minbase', '--include=ca-certificates', ...exclusions, release];
  return {
    title: `debian-${release}`,
    name: `docker.io/library/debian:${release}-slim`,
    dockerfile: join(here, 'base.Dockerfile'),
    sources: [],
    words: options,
    isRun: false,
    context: async (log) => {
      const context = contextOf('base');
      await contained({ argv: ['mmdebstrap', ...options, join(context, 'root.tar')], log });
      return context;
    },
  };
}

const base = debian(debianRelease);

const bootstrapTemplate = async (): Promise<string> =>
  join(await istioSources(), 'tools/packaging/common/envoy_bootstrap.json');

const pause: Recipe = {
  title: 'pause',
  name: 'localhost/pause:1',
  dockerfile: join(here, 'pause.Dockerfile'),
  sources: [join(here, 'pause')],
  isRun: true,
  context: async (log) => {
    const context = contextOf('pause');
    const argv = ['go', 'build', '-trimpath', '-ldflags', '-s -w', '-o', join(context, 'pause'), '.'];
    await contained({ argv, log, cwd: join(here, 'pause'), env: { CGO_ENABLED: '0' } });
    return context;
  },
};

const pilot: Recipe = {
  title: 'pilot',
  name: 'localhost/pilot:test',
  dockerfile: join(here, 'pilot.Dockerfile'),
  sources: [],
  words: [basename(toolsFolder('cluster'))],
  isRun: true,
  context: async () => contextOf('pilot', [clusterTool('pilot-discovery'), await bootstrapTemplate()]),
};

const proxy: Recipe = {
  title: 'proxyv2',
  name: 'localhost/proxyv2:test',
  dockerfile: join(here, 'proxyv2.Dockerfile'),
  sources: [join(here, 'requirements.txt')],
  words: [basename(toolsFolder('cluster'))],
  arguments: { DEBIAN_RELEASE: debianRelease },
  base,
  isRun: true,
  context: async () =>
    contextOf('proxyv2', [
      clusterTool('pilot-agent'),
      await bootstrapTemplate(),
      join(here, 'requirements.txt'),
    ]),
};

/** The members' image, with the PostgreSQL that a Debian release has. */
function patroni(release: string, major: string): Recipe {
  const isDefault = release === debianRelease;
  return {
    title: isDefault ? 'patroni' : `patroni-${major}`,
    name: `localhost/patroni-istio/patroni:${major}-${patroniVersion()}`,
    dockerfile: project('images/patroni/Dockerfile'),
    sources: [project('images/patroni')],
    arguments: { DEBIAN_RELEASE: release, PG_MAJOR: major },
    base: isDefault ? base : debian(release),
    isRun: true,
    context: () => Promise.resolve(project('images/patroni')),
  };
}

const hook: Recipe = {
  title: 'hook',
  name: `localhost/patroni-istio/hook:${appVersion()}`,
  dockerfile: project('images/hook/Dockerfile'),
  sources: [project('hook'), project('images/hook'), project('package-lock.json')],
  arguments: { DEBIAN_RELEASE: debianRelease },
  base,
  keepsSteps: true,
  isRun: true,
  context: () => bundle(),
};

/** In the order they are built. */
export const recipes: Recipe[] = [base, pause, pilot, proxy, patroni(debianRelease, postgresMajor), hook];

/** The other end of what is promised: the oldest PostgreSQL on the older Debian. Built by the first test that asks. */
export const oldest = patroni('bookworm', '15');
