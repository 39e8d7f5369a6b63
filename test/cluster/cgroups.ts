/** The cluster's cgroups: one folder per controller in cgroup v1, one in v2. Nothing runs in them once the sandbox is gone. */
import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cluster, state } from './config.ts';
import { Trouble } from './steps.ts';

const root = '/sys/fs/cgroup';

/** `v2` where one unified tree stands at the mount's root, else `v1`. */
export function cgroupVersion(): 'v1' | 'v2' {
  return existsSync(join(root, 'cgroup.controllers')) ? 'v2' : 'v1';
}

/** Where containerd keeps a folder for each task that runs, named as the task's cgroup. */
const tasks = 'containerd/io.containerd.runtime.v2.task/k8s.io';

/** Names of the containers that ran when the cluster was killed: containerd puts their cgroups into its own `k8s.io`. */
function containers(): string[] {
  if (!existsSync(state)) return [];
  const folders = readdirSync(state).map((node) => join(state, node, tasks));
  return folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder));
}

/** Every cgroup folder that belongs to this cluster, also after a kill. */
export function cgroupFolders(): string[] {
  const trees = cgroupVersion() === 'v2' ? [root] : readdirSync(root).map((name) => join(root, name));
  const names = [cluster.marker, ...containers().map((id) => join('k8s.io', id))];
  const folders = trees.flatMap((tree) => names.map((name) => join(tree, name)));
  return folders.filter((folder) => existsSync(folder));
}

function removeTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  }
  rmdirSync(folder);
}

function tryToRemove(folder: string): unknown {
  try {
    removeTree(folder);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Removes the cgroups; a cgroup whose last process has just been killed needs a moment. */
export async function removeCgroups(): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (const folder of cgroupFolders()) {
    let cause = tryToRemove(folder);
    while (cause !== undefined && Date.now() < deadline) {
      await sleep(100);
      cause = tryToRemove(folder);
    }
    if (cause !== undefined) throw new Trouble(`The cgroup ${folder} could not be removed.`, { cause });
  }
}
