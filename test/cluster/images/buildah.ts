/** buildah with a store of its own; nothing of the machine's own containers is seen or touched. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { cache } from '../config.ts';
import { Trouble } from '../steps.ts';

const store = join(cache, 'buildah');
const authorities = '/etc/ssl/certs/ca-certificates.crt';

/** Runs in a mount namespace of its own, so that no mount outlives a killed build. */
async function buildah(log: string, args: string[]): Promise<void> {
  const ours = [
    '--root',
    join(store, 'root'),
    '--runroot',
    join(store, 'run'),
    '--storage-driver',
    'overlay',
  ];
  const output = { file: log, append: true } as const;
  const argv = ['--mount', '--', 'buildah', ...ours, ...args];
  const result = await execa('unshare', argv, {
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    reject: false,
  });
  if (result.failed) throw new Trouble(`buildah ${args[0] ?? ''} failed.`, { log });
}

export interface Build {
  /** The image's full name with its tag. */
  name: string;
  dockerfile: string;
  context: string;
  arguments?: Record<string, string>;
}

/** `chroot` isolation needs no container engine; pip in a build gets the machine's certificate authorities. */
export async function buildImage(build: Build, log: string): Promise<void> {
  const given = Object.entries(build.arguments ?? {}).flatMap(([name, value]) => [
    '--build-arg',
    `${name}=${value}`,
  ]);
  const certificates = existsSync(authorities)
    ? ['--volume', `${authorities}:/run/authorities.crt:ro`, '--build-arg', 'PIP_CERT=/run/authorities.crt']
    : [];
  const options = ['--isolation', 'chroot', '--pull=false', ...given, ...certificates];
  await buildah(log, ['bud', ...options, '--file', build.dockerfile, '--tag', build.name, build.context]);
}

/** Writes an image as an archive that containerd can import; the file appears whole or not at all. */
export async function exportImage(name: string, archive: string, log: string): Promise<void> {
  const unfinished = `${archive}.unfinished`;
  rmSync(unfinished, { force: true });
  await buildah(log, ['push', name, `docker-archive:${unfinished}:${name}`]);
  renameSync(unfinished, archive);
}
