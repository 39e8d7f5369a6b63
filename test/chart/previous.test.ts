/** Values of the previous chart: today's takes them and means the same, or CHANGELOG.md names what it refuses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Node } from '../../schema/products/json-schema.ts';
import { type Break, guarded, others, stricter } from './support/breaks.ts';
import { packedFile, previous, rulesOf, takesAll } from './support/previous.ts';
import { guards } from './support/refusals.ts';
import { chart, refusal, render, renderText, root, type Values } from './support/render.ts';

const schema = (text: string): Node => JSON.parse(text) as Node;
const before = rulesOf(schema(packedFile('values.schema.json')));
const now = rulesOf(schema(readFileSync(join(chart, 'values.schema.json'), 'utf8')));

const [, changed = ''] =
  /### Changed\n(.*?)(?=\n##|$)/s.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')) ?? [];

test.each(['helm', 'helm3'] as const)(
  'every shape of the previous chart renders with today’s (%s)',
  async (helm) => {
    expect(previous.values.length).toBeGreaterThan(1);
    for (const file of previous.values)
      expect(await renderText({}, { helm, args: ['--values', file] })).toContain('kind: StatefulSet');
  },
);

test('all defaults of the previous chart, written out, are taken', async () => {
  const values = parse(packedFile('values.yaml')) as Values;
  expect(await render(values)).not.toHaveLength(0);
});

test('every value of the previous chart is one today, and takes what it took but for those that are named', () => {
  const missing = [...before.keys()].filter((path) => !now.has(path));
  expect(missing).toEqual([]);
  const other = [...before].filter(([path, rule]) => !takesAll(now.get(path), rule)).map(([path]) => path);
  expect(other.sort()).toEqual(stricter.map(({ path }) => path).sort());
});

test('the guards refuse nothing more but what is named', async () => {
  const taken = await Promise.all(
    guards.map(async ({ title, wrong, options }) => {
      const isTaken = await render(wrong, { ...options, chart: previous.chart }).then(
        () => true,
        () => false,
      );
      return isTaken ? [title] : [];
    }),
  );
  expect(taken.flat().sort()).toEqual(Object.keys(guarded).sort());
});

test.each<Break>([...stricter, ...others])('$path: taken before, refused now', async ({ values, says }) => {
  expect(await render(values, { chart: previous.chart })).not.toHaveLength(0);
  expect(await refusal(values)).toContain(says);
});

test('CHANGELOG names what is refused now', () => {
  const paths = [...stricter, ...others].map(({ path }) => path).concat(Object.values(guarded));
  expect(paths.filter((path) => !changed.includes(`\`${path}\``))).toEqual([]);
});
