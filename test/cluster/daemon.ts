/** A long-running program of the cluster, and waiting for it to be of use. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { cluster } from './config.ts';
import { entering, type Sandbox } from './sandbox.ts';
import { Trouble } from './steps.ts';

export interface Daemon {
  name: string;
  log: string;
  /** Set once the program has ended, which none of ours does by itself. */
  ended: () => string | undefined;
  /** Asks it to end (SIGTERM) and waits until it has. */
  stop: () => Promise<void>;
}

/** Starts a program inside the sandbox, in a node's network; it outlives the calling process. */
export function startDaemon(sandbox: Sandbox, name: string, argv: string[], network: string): Daemon {
  const log = join(cluster.logs, `${name}.log`);
  const out = openSync(log, 'a');
  const [command, ...args] = entering(sandbox, argv, network);
  const child = spawn(command ?? '', args, { detached: true, stdio: ['ignore', out, out], cwd: '/' });
  let end: string | undefined;
  child.on('exit', (code, signal) => (end = `exit code ${String(code ?? signal)}`));
  child.on('error', (error) => (end = error.message));
  child.unref();
  const stop = async (): Promise<void> => {
    const { stdout } = await execa('pgrep', ['--parent', String(child.pid)]);
    process.kill(Number(stdout));
    if (end === undefined) await once(child, 'exit');
  };
  return { name, log, ended: () => end, stop };
}

export interface Waiting {
  what: string;
  daemon?: Daemon;
  seconds?: number;
}

function failIfEnded(daemon: Daemon | undefined): void {
  const end = daemon?.ended();
  if (daemon && end !== undefined) throw new Trouble(`${daemon.name} ended (${end}).`, { log: daemon.log });
}

/** Asks until the answer is yes; fails with the daemon's log when it died, or with the last reason at the deadline. */
export async function until(waiting: Waiting, ready: () => Promise<boolean>): Promise<void> {
  const { what, daemon, seconds = 60 } = waiting;
  const deadline = Date.now() + seconds * 1000;
  let reason: unknown;
  while (Date.now() < deadline) {
    failIfEnded(daemon);
    const answer = await ready().catch((error: unknown) => {
      reason = error;
      return false;
    });
    if (answer) return;
    await sleep(100);
  }
  throw new Trouble(`${what} did not happen within ${seconds} s.`, { log: daemon?.log, cause: reason });
}
