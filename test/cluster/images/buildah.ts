/** buildah with a store of its own; nothing of the machine's own containers is seen or touched. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cache } from '../config.ts';
import { contained } from './contained.ts';

const store = join(cache, 'buildah');
const authorities = '/etc/ssl/certs/ca-certificates.crt';

function buildah(log: string, ...args: string[]): Promise<void> {
  const place = ['--root', join(store, 'root'), '--runroot', join(store, 'run')];
  return contained({ argv: ['buildah', ...place, '--storage-driver', 'overlay', ...args], log });
}

/** Names the base image that the store holds; absent while a build is at work, so that a killed one is noticed. */
const holds = join(store, 'holds');

/** Runs `work` on a store that holds exactly this base image, whichever checkout or killed build used it before. */
export async function onStore(
  base: string | undefined,
  log: string,
  work: () => Promise<void>,
): Promise<void> {
  const wanted = base === undefined ? '' : basename(base);
  const found = existsSync(holds) ? readFileSync(holds, 'utf8') : undefined;
  rmSync(holds, { force: true });
  if (found !== wanted) {
    rmSync(store, { recursive: true, force: true });
    mkdirSync(store, { recursive: true, mode: 0o700 });
    if (base !== undefined) await buildah(log, 'pull', `docker-archive:${base}`);
  }
  try {
    await work();
  } finally {
    writeFileSync(holds, wanted);
  }
}

export interface Build {
  /** The image's full name with its tag. */
  name: string;
  dockerfile: string;
  context: string;
  arguments?: Record<string, string>;
  /** Whether the steps are kept for the next build. */
  keepsSteps?: boolean;
  log: string;
}

/** `chroot` isolation needs no container engine; pip in a build gets the machine's certificate authorities. */
export async function buildImage(build: Build): Promise<void> {
  const given = Object.entries(build.arguments ?? {}).flatMap(([name, value]) => [
    '--build-arg',
    `${name}=${value}`,
  ]);
  const certificates = existsSync(authorities)
    ? ['--volume', `${authorities}:/run/authorities.crt:ro`, '--build-arg', 'PIP_CERT=/run/authorities.crt']
    : [];
  const steps = build.keepsSteps ? ['--layers'] : [];
  const options = ['--isolation', 'chroot', '--pull=false', ...steps, ...given, ...certificates];
  const what = ['--file', build.dockerfile, '--tag', build.name, build.context];
  await buildah(build.log, 'bud', ...options, ...what);
}

/** Writes an image as an archive that containerd can import; the file appears whole or not at all. */
export async function exportImage(build: Build, archive: string): Promise<void> {
  const unfinished = `${archive}.unfinished`;
  rmSync(unfinished, { force: true });
  await buildah(build.log, 'push', build.name, `docker-archive:${unfinished}:${build.name}`);
  if (!build.keepsSteps) await buildah(build.log, 'rmi', '--force', build.name);
  renameSync(unfinished, archive);
}
