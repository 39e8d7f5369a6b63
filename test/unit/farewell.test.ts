/** The end of a process that something would keep. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const farewell = join(import.meta.dirname, '../../hook/farewell.ts');

/** Exit code of a program that says farewell; 7 where nothing kept it from ending by itself. */
function run(more: string): number | null {
  const ends = `process.on('beforeExit', () => { process.exitCode = 7; });`;
  const program = `import { farewell } from ${JSON.stringify(farewell)}; process.exitCode = 1; ${ends} ${more} farewell();`;
  const args = ['--input-type=module', '--eval', program];
  return spawnSync(process.execPath, args, { timeout: 20_000 }).status;
}

test('a connection that nobody ends does not keep the verdict: it is out, with its exit code', () => {
  expect(run(`import { createServer } from 'node:net'; createServer().listen(0);`)).toBe(1);
}, 30_000);

test('where nothing is left open, nobody is pushed', () => {
  expect(run('')).toBe(7);
}, 30_000);
