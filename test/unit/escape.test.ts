import { expect, test } from '@jest/globals';
import { escape } from '../../hook/report/escape.ts';

test.each([
  ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['two\nlines\r', 'two\\nlines\\x0d'],
  ['a\u202eb', 'a\\u{202e}b'],
  ['\u0007bell', '\\x07bell'],
  ['plain "text" · ü', 'plain "text" · ü'],
])('%j steers no terminal', (text, expected) => {
  expect(escape(text)).toBe(expected);
});

test('an endless string is cut', () => {
  expect(escape('x'.repeat(5_000))).toHaveLength(1_003);
});
