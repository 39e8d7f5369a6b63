/** containerd's store with all images unpacked, made once and then cloned by hard links: importing them takes half a minute. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { containerd, containerdRoot, importImages } from './components/containerd.ts';
import { cache, firstNode, type Node } from './config.ts';
import { withLock } from './lock.ts';
import { makeNetwork } from './network.ts';
import type { Sandbox } from './sandbox.ts';

/** Image archives are named by what they are made from. */
function seedFolder(archives: string[]): string {
  const parts = archives.map((archive) => basename(archive)).sort();
  const key = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
  return join(cache, 'containerd', key);
}

async function make(sandbox: Sandbox, folder: string, archives: string[]): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const store = { ...firstNode, name: 'node9' };
  await makeNetwork(sandbox, store);
  const daemon = await containerd(sandbox, store, unfinished);
  await importImages(sandbox, store, archives);
  await daemon.stop();
  renameSync(unfinished, folder);
}

/** Blobs and unpacked layers are never written again, the databases are: those are copied. */
export async function cloneSeed(sandbox: Sandbox, node: Node, archives: string[]): Promise<void> {
  const folder = seedFolder(archives);
  if (!existsSync(folder)) await withLock(folder, () => make(sandbox, folder, archives));
  const target = containerdRoot(node);
  mkdirSync(dirname(target), { recursive: true });
  await execa('cp', ['--archive', '--link', folder, target]);
  const { stdout } = await execa('find', [target, '-name', '*.db']);
  for (const database of stdout.split('\n').filter((line) => line !== '')) {
    await execa('cp', ['--archive', '--remove-destination', database.replace(target, folder), database]);
  }
}
