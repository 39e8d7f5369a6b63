/** One maker at a time across checkouts: flock(1) on a file, which the kernel releases when its holder dies. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Trouble } from './steps.ts';

/** Holds `<path>.lock` while `work` runs; waits for whoever holds it now. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const holder = spawn('flock', ['--no-fork', `${path}.lock`, 'sh', '-c', 'echo held; cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const patience = setTimeout(() => {
    console.error(`  ...   wait for another run that is at work (${path}.lock)`);
  }, 2_000);
  const held = await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')]);
  clearTimeout(patience);
  if (!Buffer.isBuffer(held[0])) throw new Trouble(`The lock ${path}.lock could not be taken.`);
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
}
