/** CONTRIBUTING.md names files and commands; they are there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);

test('every path is one of the checkout', () => {
  const paths = all(/`((?:[\w.-]+\/)+[\w.-]*|[\w-]+\.(?:md|json))`/g);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every command is one of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const commands = all(/npm run ([\w:]+)/g);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((command) => !(command in scripts))).toEqual([]);
});
