/** What an image is cached by: nothing that changes the image may leave its key the same. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { surplus } from '../cluster/images/archives.ts';
import { imageKey } from '../cluster/images/key.ts';
import type { Recipe } from '../cluster/images/recipe.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patroni-istio-key-'));
  mkdirSync(join(folder, 'source', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch');
  writeFileSync(join(folder, 'source', 'main.ts'), 'one');
  writeFileSync(join(folder, 'source', 'deep', 'other.ts'), 'two');
});

afterEach(() => rmSync(folder, { recursive: true }));

function recipe(changes: Partial<Recipe> = {}, where = folder): Recipe {
  return {
    title: 'tool',
    name: 'localhost/tool:1',
    dockerfile: join(where, 'Dockerfile'),
    sources: [join(where, 'source')],
    context: () => Promise.resolve(where),
    isRun: true,
    ...changes,
  };
}

test('the same recipe has the same key, in another folder too', () => {
  const copy = join(folder, 'copy');
  cpSync(join(folder, 'source'), join(copy, 'source'), { recursive: true });
  cpSync(join(folder, 'Dockerfile'), join(copy, 'Dockerfile'));
  expect(imageKey(recipe({}, copy))).toBe(imageKey(recipe()));
  expect(imageKey(recipe())).toMatch(/^[0-9a-f]{12}$/);
});

const edits: [string, () => void][] = [
  ['the Dockerfile', () => writeFileSync(join(folder, 'Dockerfile'), 'FROM other')],
  ['a source', () => writeFileSync(join(folder, 'source', 'deep', 'other.ts'), 'changed')],
  ['a new source', () => writeFileSync(join(folder, 'source', 'new.ts'), '')],
  ['a removed source', () => rmSync(join(folder, 'source', 'deep'), { recursive: true })],
  ['a moved source', () => cpSync(join(folder, 'source', 'main.ts'), join(folder, 'source', 'moved.ts'))],
  [
    'text that moved from one file to the next',
    () => {
      writeFileSync(join(folder, 'source', 'deep', 'other.ts'), 'twoone');
      writeFileSync(join(folder, 'source', 'main.ts'), '');
    },
  ],
];

test.each(edits)('%s changes the key', (_, edit) => {
  const before = imageKey(recipe());
  edit();
  expect(imageKey(recipe())).not.toBe(before);
});

const variants: [string, () => Partial<Recipe>][] = [
  ['another name', () => ({ name: 'localhost/tool:2' })],
  ['a build argument', () => ({ arguments: { PG_MAJOR: '18' } })],
  ['a word', () => ({ words: ['--variant=minbase'] })],
  ['a base', () => ({ base: recipe({ sources: [] }) })],
];

test.each(variants)('%s changes the key', (_, changes) => {
  expect(imageKey(recipe(changes()))).not.toBe(imageKey(recipe()));
});

test('another base below changes the key above', () => {
  const above = (release: string): string => imageKey(recipe({ base: recipe({ words: [release] }) }));
  expect(above('bookworm')).not.toBe(above('trixie'));
});

test('the least recently used archives are the ones that are too many', () => {
  const archives = [5, 1, 6, 2, 4, 3].map((used) => ({ file: `tool-${used}.tar`, used }));
  expect(surplus(archives)).toEqual(['tool-2.tar', 'tool-1.tar']);
  expect(surplus(archives.slice(0, 4))).toEqual([]);
});
