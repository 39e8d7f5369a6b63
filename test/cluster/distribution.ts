/**
 * Programs that the Linux distribution ships and that are no Go tool of ours. On Debian and its kin their packages are
 * unpacked into the cache, not installed: an installed containerd or etcd would start as a service of the host.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { cache } from './config.ts';
import { withLock } from './lock.ts';
import { step, Trouble } from './steps.ts';

const packages = ['containerd', 'runc', 'etcd-server', 'containernetworking-plugins'];
const elsewhere = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

/** `debian-12`, from os-release(5). */
function release(): string {
  const text = readFileSync('/etc/os-release', 'utf8');
  const value = (key: string): string => new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(text)?.[1] ?? '';
  return `${value('ID')}-${value('VERSION_ID')}`;
}

const folder = (): string => join(cache, 'tools', `${release()}-${process.arch}`);

/** apt-get stands for Debian and its kin. */
export const hasApt = (): boolean => existsSync('/usr/bin/apt-get');

/** PATH with the unpacked programs first: containerd looks for its shim and runc there. */
export function distributionPath(): string {
  const unpacked = ['usr/bin', 'usr/sbin'].map((name) => join(folder(), name));
  return [...unpacked, process.env['PATH'] ?? '', '/usr/sbin', '/sbin'].join(delimiter);
}

/** Absolute path of a program, or undefined where the machine has none. */
export function findProgram(name: string): string | undefined {
  return distributionPath()
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find((path) => existsSync(path));
}

export function distributionProgram(name: string): string {
  const found = findProgram(name);
  if (found === undefined) throw new Trouble(`The program ${name} is not on this machine.`);
  return found;
}

/** The folder with the CNI plugins `bridge`, `host-local` and `portmap`. */
export function cniPlugins(): string {
  const found = [join(folder(), 'usr/lib/cni'), ...elsewhere].find((path) =>
    existsSync(join(path, 'bridge')),
  );
  if (found === undefined) throw new Trouble('The CNI plugins are not on this machine.');
  return found;
}

async function download(target: string): Promise<void> {
  const download = (): Promise<unknown> =>
    execa('apt-get', ['download', '-o', 'APT::Sandbox::User=root', ...packages], {
      cwd: target,
      stdin: 'ignore',
    });
  await download().catch(async () => {
    await execa('apt-get', ['update'], { stdin: 'ignore' });
    await download();
  });
}

async function unpack(): Promise<void> {
  if (existsSync(folder())) return;
  const unfinished = `${folder()}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await download(unfinished);
  const archives = readdirSync(unfinished).filter((name) => name.endsWith('.deb'));
  for (const archive of archives) await execa('dpkg', ['--extract', archive, '.'], { cwd: unfinished });
  renameSync(unfinished, folder());
}

/** Brings the distribution's programs where that can be done without installing them. */
export async function fetchDistributionPrograms(): Promise<void> {
  if (!hasApt() || existsSync(folder())) return;
  await step(`unpack ${packages.join(', ')} from the distribution's packages`, () =>
    withLock(folder(), unpack),
  );
}
