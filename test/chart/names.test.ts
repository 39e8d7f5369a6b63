/** The rule of names: fullname has at most 46 characters, and nothing that is made of it is too long. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { nameOf, patroniFile, statefulSet } from './support/objects.ts';
import { render, type Values } from './support/render.ts';

async function fullname(values: Values, release = 'db'): Promise<string> {
  return nameOf(statefulSet(await render(values, { release })));
}

/** What the rule makes of a name that is too long. */
const cut = (name: string): string =>
  `${name.slice(0, 40)}-${createHash('sha256').update(name).digest('hex').slice(0, 5)}`;

const letters = (count: number): string => 'abcdefghij'.repeat(7).slice(0, count);

test.each([
  ['the release and the chart', {}, 'db', 'db-patroni'],
  ['the release alone, which names the chart already', {}, 'my-patroni', 'my-patroni'],
  ['nameOverride in place of the chart', { nameOverride: 'orders' }, 'db', 'db-orders'],
  ['fullnameOverride in place of both', { fullnameOverride: 'orders' }, 'db', 'orders'],
])('the name is %s', async (_, values, release, expected) => {
  expect(await fullname(values, release)).toBe(expected);
});

test('a name of 46 characters is kept', async () => {
  expect(await fullname({ fullnameOverride: letters(46) })).toBe(letters(46));
});

test('a name of 47 characters is cut to 40, a dash and 5 of its sha256', async () => {
  const release = letters(39);
  const name = `${release}-patroni`;
  expect(name).toHaveLength(47);
  expect(await fullname({}, release)).toBe(cut(name));
  expect(cut(name)).toHaveLength(46);
});

test('the longest release name is cut with its chart', async () => {
  const release = letters(53);
  expect(await fullname({}, release)).toBe(cut(`${release}-patroni`));
});

test('two long names that share their beginning do not meet', async () => {
  const names = await Promise.all(['a', 'b'].map((end) => fullname({}, letters(52) + end)));
  expect(new Set(names).size).toBe(2);
});

/** Every label's value of an object, its pod template's and its selectors' included. */
function labelValues(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    /^(labels|matchLabels|selector)$/.test(key)
      ? Object.values(inner as object).filter((one) => typeof one === 'string')
      : labelValues(inner),
  );
}

test.each([
  ['a fullname of 46', { fullnameOverride: letters(46) }, 'db'],
  ['the longest release name', {}, letters(53)],
])('with %s, no name and no label is longer than 63', async (_, values, release) => {
  const objects = await render(values, { release });
  const full = nameOf(statefulSet(objects));
  const revisionLabel = `${full}-${'x'.repeat(10)}`;
  for (const text of [...objects.map(nameOf), ...objects.flatMap(labelValues), revisionLabel]) {
    expect(text).toMatch(/^.{1,63}$/);
  }
  expect(objects.map(nameOf).some((name) => name.length === full.length + '-apply-12345678'.length)).toBe(
    true,
  );
});

test('every object is named after the fullname', async () => {
  for (const object of await render({ fullnameOverride: 'orders' })) {
    expect(nameOf(object)).toMatch(/^orders(-|$)/);
  }
});

test('no object has a name that Patroni keeps for its own ConfigMaps', async () => {
  const objects = await render();
  const scope = nameOf(statefulSet(objects));
  expect(patroniFile(objects).scope).toBe(scope);
  const own = ['config', 'leader', 'failover', 'sync'].map((part) => `${scope}-${part}`);
  expect(objects.map(nameOf).filter((name) => own.includes(name))).toEqual([]);
});

test('no two objects of a kind share a name', async () => {
  const all = (await render()).map((object) => `${String(object.kind)}/${nameOf(object)}`);
  expect(new Set(all).size).toBe(all.length);
});
