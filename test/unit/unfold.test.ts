import { expect, test } from '@jest/globals';
import { unfold } from '../../scripts/unfold.ts';

test("a hook's log is unfolded", () => {
  const line = String.raw`level=INFO msg="release db · 3 members\n  FAIL  no \"policy\"\\cuts\n\nnot healthy"`;
  expect(unfold(line)).toContain('\n\nrelease db · 3 members\n  FAIL  no "policy"\\cuts\n\nnot healthy\n');
});

test.each([
  'Error: failed post-install: resource Job/demo/db-patroni-verify not ready',
  'level=INFO msg="one line"',
  String.raw`level=WARN msg="upgrade failed" name=db error="two\nlines"`,
  String.raw`level=INFO msg="what JSON\ndoes not know: \x1b"`,
  '',
])('%j stays as it is', (line) => {
  expect(unfold(line)).toBe(line);
});
