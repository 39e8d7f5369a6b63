/** The checker of the write ledger: what it must call a loss, and what it must not. */
import { expect, test } from '@jest/globals';
import { gaps, lost, refusedButThere, summary, type Ledger } from '../e2e/support/ledger.ts';

const ledger: Ledger = {
  acknowledged: [
    [1, 10.0, ''],
    [2, 10.02, ''],
    [5, 11.5, ''],
    [6, 11.52, ''],
    [7, 12.5, ''],
  ],
  refused: [[3, 10.2, 'connection refused']],
  unknown: [[4, 10.4, 'no answer']],
};

test('an acknowledged row that a member lacks is lost, on that member', () => {
  const tables = { 'db-0': new Set([1, 2, 5, 6, 7]), 'db-1': new Set([1, 2, 6, 7]) };
  expect(lost(ledger, tables)).toEqual({ 'db-1': [5] });
});

test('a row whose answer did not come may be there or not', () => {
  expect(lost(ledger, { 'db-0': new Set([1, 2, 5, 6, 7]), 'db-1': new Set([1, 2, 4, 5, 6, 7]) })).toEqual({});
});

test('a refused row that is there is told apart from a loss', () => {
  const tables = { 'db-0': new Set([1, 2, 3, 5, 6, 7]) };
  expect(lost(ledger, tables)).toEqual({});
  expect(refusedButThere(ledger, tables)).toEqual({ 'db-0': [3] });
});

test('a gap is a time in which inserts were not acknowledged, not one in which the writer was slow', () => {
  expect(gaps(ledger).map(({ from }) => from)).toEqual([10.02]);
  const tables = { 'db-0': new Set([1, 2, 3, 5, 6, 7]) };
  expect(summary(ledger, tables)).toBe(
    '5 acknowledged, 1 refused, 1 unknown; gaps: 1.48 s; refused but on db-0: 1',
  );
});
