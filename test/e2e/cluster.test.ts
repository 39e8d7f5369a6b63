/** The test cluster itself: a second checkout beside the running one leaves the host as it was, also when killed. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { state } from '../cluster/config.ts';
import { root, run } from './support/run.ts';

const minutes = 60_000;
let checkout = '';

/** A copy of what git knows of this tree, changed files included, with the same packages. */
async function copyCheckout(folder: string): Promise<void> {
  const { stdout } = await execa('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  const files = stdout.split('\n').filter((file) => existsSync(join(root, file)));
  await execa('cp', ['--parents', ...files, folder], { cwd: root });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

const main = (): string => join(checkout, 'test/cluster/main.ts');
const clusterCommand = (...args: string[]) =>
  execa('node', [main(), ...args], { cwd: checkout, reject: false, all: true });

/** Processes in the PID namespace of the second cluster's sandbox, which `marker` names. */
function processesOf(namespace: string): string[] {
  const pids = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid));
  return pids.filter((pid) => pidNamespace(pid) === namespace);
}

function pidNamespace(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return 'ended';
  }
}

/** The PID namespace that holds every process of the second cluster. */
async function sandboxNamespace(): Promise<string> {
  const kubeconfig = /KUBECONFIG='([^']+)'/.exec((await clusterCommand('env')).stdout)?.[1] ?? '';
  const marker = `patroni-istio-${basename(dirname(kubeconfig))}`;
  const { stdout } = await execa('pgrep', ['--full', `^tini .*${marker}$`]);
  return pidNamespace(stdout.trim());
}

/** What a program says, without comments. */
async function lines(program: string, ...args: string[]): Promise<string[]> {
  const { stdout } = await execa(program, args);
  return stdout.split('\n').filter((line) => !line.startsWith('#'));
}

/** What the host has that a cluster could leave behind: one line each. */
async function hostState(): Promise<Record<string, string[]>> {
  return {
    mounts: await lines('cat', '/proc/mounts'),
    networkNamespaces: await lines('ip', 'netns', 'list'),
    links: await lines('ip', '-brief', 'link'),
    routes: await lines('ip', 'route'),
    filter: await lines('iptables-save', '-t', 'filter'),
    nat: await lines('iptables-save', '-t', 'nat'),
    loopDevices: await lines('losetup', '--list', '--noheadings'),
    state: readdirSync(dirname(state)).sort(),
    cgroups: (await lines('find', '/sys/fs/cgroup', '-maxdepth', '2', '-name', 'patroni-istio-*')).sort(),
  };
}

/** Ids of the containers that run in a cluster, as containerd keeps them. */
async function containersOf(folder: string): Promise<string[]> {
  const found = await lines('find', folder, '-path', '*runtime.v2.task/k8s.io/*', '-prune');
  return found.map((path) => basename(path));
}

/** Cgroups of these containers; other clusters have theirs in the same folders. */
async function cgroupsOf(containers: string[]): Promise<string[]> {
  const all = await lines('find', '/sys/fs/cgroup', '-type', 'd', '-path', '*/k8s.io/*');
  return all.filter((path) => containers.includes(basename(path)));
}

beforeAll(async () => {
  // Known before it is filled: afterAll ends the cluster of this folder, and without its name that is our own.
  checkout = mkdtempSync(join(tmpdir(), 'patroni-istio-checkout-'));
  await copyCheckout(checkout);
});

afterAll(async () => {
  await clusterCommand('down');
  rmSync(checkout, { recursive: true, force: true });
});

test(
  'a second checkout comes up beside this one, is another cluster, and leaves the host as it was',
  async () => {
    const before = await hostState();
    const up = await clusterCommand('up');
    expect(up.all).not.toContain('FAIL');
    expect(up.exitCode).toBe(0);
    const env = (await clusterCommand('env')).stdout;
    const kubeconfig = /KUBECONFIG='([^']+)'/.exec(env)?.[1] ?? '';
    const uid = ['get', 'namespace', 'kube-system', '--output', 'jsonpath={.metadata.uid}'];
    const other = await run('kubectl', [...uid, '--kubeconfig', kubeconfig]);
    expect(other.exitCode).toBe(0);
    expect(other.stdout).not.toBe((await run('kubectl', uid)).stdout);

    const containers = await containersOf(dirname(kubeconfig));
    expect(containers).not.toEqual([]);
    expect(await cgroupsOf(containers)).not.toEqual([]);

    expect((await clusterCommand('down')).exitCode).toBe(0);
    expect(await hostState()).toEqual(before);
    expect(await cgroupsOf(containers)).toEqual([]);
    expect(existsSync(kubeconfig)).toBe(false);
  },
  5 * minutes,
);

test(
  'killed anywhere on its way up, it comes up the next time',
  async () => {
    for (const afterMs of [300, 900, 1800, 4000]) {
      const up = spawn('node', [main(), 'up'], { cwd: checkout, detached: true, stdio: 'ignore' });
      await sleep(afterMs);
      process.kill(-(up.pid ?? 0), 'SIGKILL');
      await once(up, 'exit');
    }
    const up = await clusterCommand('up');
    expect(up.all).not.toContain('FAIL');
    expect(up.exitCode).toBe(0);
    const namespace = await sandboxNamespace();
    const running = processesOf(namespace);
    expect(running.length).toBeGreaterThan(8);
    expect((await clusterCommand('down')).exitCode).toBe(0);
    // The kernel gives the number of a namespace that has gone to the next one, which may be another checkout's.
    expect(processesOf(namespace).filter((pid) => running.includes(pid))).toEqual([]);
  },
  5 * minutes,
);

test("Helm names the Istio that runs, not the 1.0.0 of its charts' sources", async () => {
  const { stdout } = await run('helm', ['list', '--namespace', 'istio-system', '--output', 'json']);
  const releases = JSON.parse(stdout) as { name: string; chart: string; app_version: string }[];
  expect(releases.map(({ name }) => name)).toEqual(['istio-base', 'istiod']);
  for (const { chart, app_version: application } of releases) {
    expect(application).toMatch(/^1\.\d\d$/);
    expect(chart).toMatch(new RegExp(`^(base|istiod)-${application}\\.0-\\d{14}-[0-9a-f]{12}$`));
  }
});
