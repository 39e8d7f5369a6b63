/** What each image is made of. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { bundle } from '../../../images/hook/bundle.ts';
import { cache, cluster } from '../config.ts';
import { clusterTool, istioSources, toolsFolder } from '../tools.ts';

export interface Recipe {
  /** Short name, for file names. */
  title: string;
  name: string;
  dockerfile: string;
  /** Files and folders of this checkout that decide what is in it. */
  sources: string[];
  /** Anything else that decides it. */
  words?: string[];
  arguments?: Record<string, string>;
  base?: Recipe;
  /** Prepares the build context and returns its folder. */
  context: () => Promise<string>;
  /** Whether the cluster runs it, or others only stand on it. */
  isRun: boolean;
}

const here = import.meta.dirname;
const project = (...path: string[]): string => join(cluster.checkout, ...path);
const debianRelease = 'trixie';
/** What is not needed in an image is not unpacked, as in Debian's own slim image. */
const leftOut = ['/usr/share/man/*', '/usr/share/doc/*', '/usr/share/locale/*', '/usr/share/info/*'];

/** An empty build context with the given files in it. */
function contextOf(title: string, files: string[]): string {
  const folder = join(cache, 'images', 'context', title);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of files) cpSync(file, join(folder, basename(file)));
  return folder;
}

const base: Recipe = {
  title: `debian-${debianRelease}`,
  name: `docker.io/library/debian:${debianRelease}-slim`,
  dockerfile: join(here, 'base.Dockerfile'),
  sources: [],
  words: leftOut,
  isRun: false,
  context: async () => {
    const folder = contextOf('base', []);
    const exclusions = leftOut.map((path) => `--dpkgopt=path-exclude=${path}`);
    const options = ['--quiet', '--variant=minbase', '--include=ca-certificates', ...exclusions];
    await execa('mmdebstrap', [...options, debianRelease, join(folder, 'root.tar')], { stdin: 'ignore' });
    return folder;
  },
};

const bootstrapTemplate = async (): Promise<string> =>
  join(await istioSources(), 'tools/packaging/common/envoy_bootstrap.json');

const pause: Recipe = {
  title: 'pause',
  name: 'localhost/pause:1',
  dockerfile: join(here, 'pause.Dockerfile'),
  sources: [join(here, 'pause')],
  isRun: true,
  context: async () => {
    const folder = contextOf('pause', []);
    const args = ['build', '-trimpath', '-ldflags', '-s -w', '-o', join(folder, 'pause'), '.'];
    await execa('go', args, { cwd: join(here, 'pause'), env: { CGO_ENABLED: '0' } });
    return folder;
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
  base,
  isRun: true,
  context: async () =>
    contextOf('proxyv2', [
      clusterTool('pilot-agent'),
      await bootstrapTemplate(),
      join(here, 'requirements.txt'),
    ]),
};

const patroni: Recipe = {
  title: 'patroni',
  name: 'localhost/patroni-istio/patroni:17-4.1.5',
  dockerfile: project('images/patroni/Dockerfile'),
  sources: [project('images/patroni')],
  arguments: { DEBIAN_RELEASE: debianRelease, PG_MAJOR: '17' },
  base,
  isRun: true,
  context: () => Promise.resolve(project('images/patroni')),
};

const hook: Recipe = {
  title: 'hook',
  name: 'localhost/patroni-istio/hook:0.1.0',
  dockerfile: project('images/hook/Dockerfile'),
  sources: [project('hook'), project('images/hook'), project('package-lock.json')],
  base,
  isRun: true,
  context: bundle,
};

/** In the order they are built. */
export const recipes: Recipe[] = [base, pause, pilot, proxy, patroni, hook];
