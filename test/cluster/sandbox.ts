/**
 * The cluster's sandbox: its own PID, mount, network, IPC and UTS namespaces, held by one process (the anchor).
 * When the anchor dies, the kernel ends every process of the cluster and drops every mount and network namespace
 * with it, so a killed cluster leaves only folders and empty cgroups behind.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { cluster, state } from './config.ts';
import { removeCgroups } from './cgroups.ts';
import { Trouble } from './steps.ts';

/** What only the cluster shall see: /run for sockets and network namespaces, an overlay so that nothing lands in the host's /var. */
const privateMounts = `
set -eu
mount --make-rprivate /
mount --make-rshared /
mount -t tmpfs -o mode=755 run /run
mkdir -p /run/netns
mount -t overlay overlay -o "lowerdir=/var,upperdir=$1/var/upper,workdir=$1/var/work" /var
mkdir -p /var/log /var/lib/cni
hostname "$2"
`;

export interface Sandbox {
  /** The anchor's PID as the host sees it. */
  pid: number;
}

function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

const isAnchor = (argv: string[]): boolean =>
  argv[0]?.endsWith('tini') === true && argv.includes(cluster.marker);

/** Finds the anchor by its command line, so no file has to be right for it. */
export function findSandbox(): Sandbox | undefined {
  const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && isAnchor(commandLine(entry)));
  return pid === undefined ? undefined : { pid: Number(pid) };
}

/** Creates the namespaces and the mounts that are private to them. */
export async function createSandbox(): Promise<Sandbox> {
  for (const folder of ['var/upper', 'var/work']) mkdirSync(join(state, folder), { recursive: true });
  mkdirSync(cluster.logs, { recursive: true });
  const log = join(cluster.logs, 'sandbox.log');
  const out = openSync(log, 'a');
  const anchor = ['tini', '-s', '--', 'sh', '-c', 'sleep infinity & wait', cluster.marker];
  const namespaces = [
    '--mount',
    '--pid',
    '--net',
    '--ipc',
    '--uts',
    '--fork',
    '--kill-child=KILL',
    '--mount-proc',
  ];
  spawn('unshare', [...namespaces, '--', ...anchor], {
    detached: true,
    stdio: ['ignore', out, out],
    cwd: '/',
  }).unref();
  const deadline = Date.now() + 10_000;
  let sandbox = findSandbox();
  while (!sandbox && Date.now() < deadline) {
    await sleep(20);
    sandbox = findSandbox();
  }
  if (!sandbox)
    throw new Trouble('The namespaces of the cluster could not be made; is this root with CAP_SYS_ADMIN?', {
      log,
    });
  await inside(sandbox, ['sh', '-c', privateMounts, 'mounts', state, cluster.marker]);
  return sandbox;
}

/** The command that runs `argv` inside the sandbox, in the network of a node or in none. */
export function entering(sandbox: Sandbox, argv: string[], network?: string): string[] {
  const net = network === undefined ? [] : [`--net=/proc/${sandbox.pid}/root/run/netns/${network}`];
  return [
    'nsenter',
    '--target',
    String(sandbox.pid),
    '--mount',
    '--pid',
    '--ipc',
    '--uts',
    ...net,
    '--',
    ...argv,
  ];
}

/** Runs a short command inside the sandbox and returns its standard output. */
export async function inside(sandbox: Sandbox, argv: string[], network?: string): Promise<string> {
  const [command, ...args] = entering(sandbox, argv, network);
  const { stdout } = await execa(command ?? '', args, { stdin: 'ignore' });
  return stdout;
}

/** Ends the sandbox if there is one and removes what the kernel keeps: cgroups and the state folder. */
export async function destroySandbox(): Promise<void> {
  let sandbox = findSandbox();
  while (sandbox) {
    process.kill(sandbox.pid, 'SIGKILL');
    await sleep(50);
    sandbox = findSandbox();
  }
  await removeCgroups();
  if (existsSync(state)) rmSync(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
