/** The page for existing clusters: each of its blocks can be run, and what nobody knows how to run is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { modeOf, patternOf, sectionsOf, tableOf } from '../shards/modes/page.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/existing-cluster.md'), 'utf8');
const titled = (block: string): string => `# Title\n\n${block}\n`;

describe('docs/existing-cluster.md', () => {
  test('every block can be run', () => {
    const blocks = sectionsOf(page).flatMap((section) => section.blocks);
    expect(blocks).toHaveLength(
      (page.match(/^```\w/gm) ?? []).length - (page.match(/^```text/gm) ?? []).length,
    );
  });

  test('every mode has a row in the table and a section that leads to it', () => {
    const reached = sectionsOf(page).map(modeOf).filter(Boolean);
    expect(Object.keys(tableOf(page)).sort()).toEqual([...new Set(reached)].sort());
  });

  test.each([
    ['another kind', '```sh\nls\n```', 'nobody knows'],
    ['no kind', '```\nls\n```', 'nobody knows'],
    ['indented, of another kind', '   ~~~json\n{}\n   ~~~', 'nobody knows'],
    ['a file without a name', '```yaml\na: 1\n```', 'nobody knows'],
    ['a file that no command uses', '```yaml\n# a.yaml\na: 1\n```', 'uses a.yaml'],
    ['output of no command', '```text\nok\n```', 'no command prints'],
    ['a block without an end', '```console\nls', 'does not end'],
  ])('is refused: %s', (_title, block, why) => {
    expect(() => sectionsOf(titled(block))).toThrow(why);
  });

  test('output may differ in addresses, spaces and what is left out', () => {
    const pattern = patternOf('a|10.244.1.2|up\n...last words');
    expect('a|10.9.9.9|up\nmore\nlast  words\n').toMatch(pattern);
    expect('a|127.0.0.6|up\nlast words').not.toMatch(pattern);
    expect('a|127.0.0.1|up').not.toMatch(patternOf('a|127.0.0.6|up'));
  });
});
