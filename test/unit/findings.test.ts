import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checks } from '../../hook/checks/index.ts';
import { judge } from '../../hook/checks/judge.ts';
import { catalogue, type FindingCode } from '../../hook/findings.ts';
import { hides } from '../../hook/findings/causes.ts';
import { document } from '../../hook/findings/document.ts';
import { refusalCodes } from '../../hook/preflight/refusals.ts';
import { changed } from './changed-observations.ts';
import { observation, recorded } from './observations.ts';
import { expected } from './recorded-findings.ts';

const codes = Object.keys(catalogue) as FindingCode[];
/** Those that verify can find; preflight's have their own tests. */
const found = codes.filter((code) => !refusalCodes.includes(code));

function codesOf(name: string): string[] {
  return judge(observation(name)).findings.map(({ code }) => code);
}

test.each(recorded)('recorded: %s', (name) => {
  expect(expected).toHaveProperty(name);
  expect([...new Set(codesOf(name))]).toEqual(expected[name]);
});

test.each(Object.entries(changed))('changed from a healthy cluster: %s', (_, { make, codes: wanted }) => {
  expect([...new Set(judge(make()).findings.map(({ code }) => code))]).toEqual(wanted);
});

test('what is healthy has no finding, and every truth holds', () => {
  const names = recorded.filter((name) => name.startsWith('healthy'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const { verdict, results } = judge(observation(name));
    expect([name, verdict, results.filter(({ state }) => state !== 'ok')]).toEqual([name, 'healthy', []]);
  }
});

test('every code is shown by a fixture', () => {
  const shown = [...Object.values(expected).flat(), ...Object.values(changed).flatMap((one) => one.codes)];
  expect(found.filter((code) => !shown.includes(code))).toEqual([]);
});

test('every code can be found by a check, and every check finds only what it lists', () => {
  expect(found.filter((code) => !checks.some((check) => check.codes.includes(code)))).toEqual([]);
  const all = [...recorded.map(observation), ...Object.values(changed).map(({ make }) => make())];
  for (const one of all) {
    for (const check of checks) {
      const stray = check.judge(one).filter(({ code }) => !check.codes.includes(code));
      expect([check.title, stray]).toEqual([check.title, []]);
    }
  }
});

test('checks have titles of their own', () => {
  const titles = checks.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('codes are well formed and in their area', () => {
  for (const code of codes) expect(code).toMatch(/^PHA0[123459]\d\d$/);
});

test('every finding says what to do in whole sentences', () => {
  for (const code of codes) {
    const { title, cause, remedy } = catalogue[code];
    expect([code, title]).toEqual([code, expect.not.stringMatching(/[.]$/)]);
    expect([code, cause]).toEqual([code, expect.stringMatching(/[.]$/)]);
    expect([code, remedy]).toEqual([code, expect.stringMatching(/[.]$/)]);
  }
});

test('every value that a text names exists in the chart', () => {
  const values = new URL('../../chart/values.yaml', import.meta.url);
  expect(existsSync(values)).toBe(true);
  const top = [...readFileSync(values, 'utf8').matchAll(/^(\w+):/gm)].map(([, key]) => key);
  // Neither a label's domain nor a file is a value.
  const path =
    /\b(image|istio|storage|credentials|postgres|patroni|verify|update|preflight|service|scheduling|resources)\.(?!(?:io|yaml)\b)(\w+)/g;
  const text = readFileSync(values, 'utf8');
  for (const code of codes) {
    const { remedy } = catalogue[code];
    for (const [, section = '', key = ''] of remedy.matchAll(path)) {
      expect(top).toContain(section);
      if (section !== 'resources')
        expect([code, text]).toEqual([code, expect.stringMatching(new RegExp(`\\b${key}:`))]);
    }
  }
});

test('no finding is hidden by its own symptom', () => {
  const below = (code: FindingCode, path: FindingCode[]): FindingCode[] | null => {
    if (path.includes(code)) return [...path, code];
    for (const next of hides[code] ?? []) {
      const cycle = below(next, [...path, code]);
      if (cycle !== null) return cycle;
    }
    return null;
  };
  for (const code of codes) expect(below(code, [])).toBeNull();
});

test('FINDINGS.md has a section for every code', () => {
  expect(readFileSync(new URL('../../FINDINGS.md', import.meta.url), 'utf8')).toBe(document());
});
