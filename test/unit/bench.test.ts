/** How the figures of a benchmark are read: the median, its spread, and whether the aim holds. */
import { expect, test } from '@jest/globals';
import { measured, once, table } from '../bench/figure.ts';

const rows = (text: string): string[][] => text.split('\n').map((line) => line.split(/ {2,}/));

test('one slow round moves the spread, not the median', () => {
  expect(measured([10, 9, 900, 11, 12])).toEqual({ median: 11, lowest: 9, highest: 900 });
});

test('the aim is for what a figure has more than its baseline', () => {
  const figure = { what: 'render', unit: 'ms', value: measured([90, 100, 120]), baseline: once(40) };
  const [, near, far] = rows(
    table([
      { ...figure, aim: 61 },
      { ...figure, aim: 60 },
    ]),
  );
  expect(near).toEqual(['render', 'ms', '100 (90 to 120)', '40', '+60, 2.50 times', '< 61 more: yes']);
  expect(far?.at(-1)).toBe('< 60 more: NO');
});

test('without a baseline the aim is for the figure itself', () => {
  const [, row] = rows(table([{ what: 'schema', unit: 'KB', value: once(200), aim: 200 }]));
  expect(row).toEqual(['schema', 'KB', '200', '< 200: NO']);
});
