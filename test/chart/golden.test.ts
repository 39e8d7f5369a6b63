/**
 * Each shape's objects as Helm prints them, in a file to read: what a change does to manifests is seen in its diff.
 * `npm run unit -- -u` writes them anew.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { placesOf } from '../../schema/corpus.ts';
import { fromTypes } from '../../schema/products/json-schema.ts';
import { root } from './support/render.ts';
import { renderShape, type Shape, shapes } from './support/shapes.ts';

const folder = join(root, 'test/chart/golden');
const { isUpdate } = globalThis as { isUpdate?: boolean };

const fileOf = ({ name }: Shape): string => join(folder, `${name}.yaml`);
const read = (shape: Shape): string => (existsSync(fileOf(shape)) ? readFileSync(fileOf(shape), 'utf8') : '');

/** A file that an earlier run wrote, so this also says that rendering twice gives the same bytes. */
test.each(shapes)('$name renders as its golden file says', async (shape) => {
  const text = await renderShape(shape);
  if (isUpdate) writeFileSync(fileOf(shape), text);
  expect(text).toBe(read(shape));
});

test.each(shapes)('$name: Helm 3 renders the same bytes', async (shape) => {
  expect(await renderShape(shape, { helm: 'helm3' })).toBe(read(shape));
});

test('every golden file is one of a shape, and no shape shares its file', () => {
  const wanted = shapes.map(({ name }) => `${name}.yaml`).sort();
  const stale = readdirSync(folder).filter((file) => !wanted.includes(file));
  if (isUpdate) for (const file of stale) rmSync(join(folder, file));
  expect(isUpdate ? wanted : readdirSync(folder).sort()).toEqual([...new Set(wanted)]);
});

test('each shape says in its first line what it is', () => {
  const unsaid = shapes.filter(({ file }) => !/^# \S/.test(readFileSync(join(root, file), 'utf8')));
  expect(unsaid).toEqual([]);
});

/** Whether a document has something at a path. */
function has(document: unknown, [key, ...rest]: string[]): boolean {
  if (key === undefined) return true;
  return typeof document === 'object' && document !== null && key in document
    ? has((document as Record<string, unknown>)[key], rest)
    : false;
}

test('the largest shape sets every value', () => {
  const types = fromTypes();
  const largest = parse(readFileSync(join(root, 'test/chart/values/largest.yaml'), 'utf8'), {
    merge: true,
  }) as unknown;
  const unset = placesOf(types, types, []).filter(({ path }) => !has(largest, path));
  expect(unset.map(({ path }) => path.join('.'))).toEqual([]);
});
