/** `@since` in the types: what a reader sees of it, what Helm does not, and that no new value goes without. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { placesOf } from '../../schema/corpus.ts';
import { forHelm, fromTypes, type Node } from '../../schema/products/json-schema.ts';
import { meaning } from '../../schema/products/meaning.ts';
import { packedFile, unmarked } from './support/previous.ts';
import { chart } from './support/render.ts';

/** As in schema/: a section and its keys. */
const source = `export interface Values {
  /** @default "a" */
  old?: string;
  /**
   * A section.
   *
   * @since 0.3.0
   */
  section?: Section;
}
interface Section {
  /**
   * Seconds.
   *
   * @asType integer
   * @minimum 1
   * @maximum 9
   * @since 0.2.0
   */
  seconds?: number;
  unsaid?: string;
}`;

function typed(text: string): Node {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-types-'));
  const file = join(folder, 'values.ts');
  try {
    writeFileSync(file, text);
    return fromTypes(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const made = typed(source);

test('a reader sees it after all else, and only where it is said', () => {
  const meanings = placesOf(made, made, []).map(({ path, node }) => [path.join('.'), meaning(node)]);
  expect(Object.fromEntries(meanings)).toEqual({
    old: '',
    section: 'A section. Since 0.3.0.',
    'section.seconds': 'Seconds. 1 to 9. Since 0.2.0.',
    'section.unsaid': '',
  });
});

test('Helm does not: a strict validator refuses words that it does not know', () => {
  expect(JSON.stringify(made)).toContain('"since"');
  expect(JSON.stringify(forHelm(made))).not.toContain('"since"');
});

test('a key that was not there before says so itself, or by its section', () => {
  const before: Node = { properties: { old: {} } };
  expect(unmarked(before, made, '0.3.0')).toEqual([]);
  expect(unmarked(before, made, '0.4.0')).toEqual(['section', 'section.seconds', 'section.unsaid']);
  const withSection: Node = { properties: { old: {}, section: { properties: { seconds: {} } } } };
  expect(unmarked(withSection, made, '0.4.0')).toEqual(['section.unsaid']);
  expect(unmarked(made, made, '0.4.0')).toEqual([]);
});

test('every value that came after the previous chart has the @since of this one', () => {
  const versionIn = (text: string): string => (parse(text) as { version: string }).version;
  const now = versionIn(readFileSync(join(chart, 'Chart.yaml'), 'utf8'));
  const before = JSON.parse(packedFile('values.schema.json')) as Node;
  const isNewer = now !== versionIn(packedFile('Chart.yaml'));
  expect(isNewer ? unmarked(before, fromTypes(), now) : []).toEqual([]);
});
