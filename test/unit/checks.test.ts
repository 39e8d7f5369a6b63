/** How a run of tests is counted, and what it leaves on the machine. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { root, type Count } from '../../scripts/checks.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patroni-istio-checks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Counts one run in a process of its own, whose folder for temporary files is ours. */
async function count(args: string[]): Promise<Count> {
  const program = `
    import { jest } from './scripts/checks.ts';
    console.log(JSON.stringify(await jest(['unit'], ${JSON.stringify(args)})));`;
  const options = ['--no-warnings', '--input-type=module', '--eval', program];
  const { stdout } = await execa('node', options, { cwd: root, env: { TMPDIR: folder } });
  return JSON.parse(stdout) as Count;
}

const leftOver = (): string[] => readdirSync(folder).filter((name) => !name.startsWith('jest'));

test.each([
  ['that passes', ['--testNamePattern', 'an endless string is cut'], { passed: 1, failed: 0 }],
  ['without a test', ['--testNamePattern', 'no such test'], { passed: 0, failed: 1 }],
  ['that cannot begin', ['--config=/no/such.js'], { passed: 0, failed: 1 }],
])('a run %s is counted and leaves no file', async (_name, args, expected) => {
  expect(await count([...args, 'test/unit/escape'])).toEqual(expected);
  expect(leftOver()).toEqual([]);
});
