/** docs/existing-cluster.md, block by block, on a cluster of the shape of Patroni's own Kubernetes example in a STRICT mesh. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { putApps } from '../../e2e/support/paths.ts';
import { kubectl, root } from '../../e2e/support/run.ts';
import { until } from '../../e2e/support/wait.ts';
import { Example } from './example.ts';
import { type Block, modeOf, type Section, sectionsOf, tableOf } from './page.ts';

const minutes = 60_000;
const page = readFileSync(join(root, 'docs/existing-cluster.md'), 'utf8');
const columns = ['P1', 'P2', 'P3', 'P4', 'R'];

type Console = Extract<Block, { kind: 'console' }>;

async function type(example: Example, { text, printed }: Console): Promise<void> {
  const once = async (): Promise<string> => {
    const { exitCode, output } = await example.type(text);
    if (exitCode !== 0) throw new Error(`exit code ${exitCode} of\n${text}\n${output}`);
    return output;
  };
  if (printed === undefined) {
    console.log(`${text}\n${await once()}`);
    return;
  }
  let last = '';
  const asPrinted = async () => {
    last = await once();
    return printed.test(last) ? true : undefined;
  };
  await until('the command prints what the page says', asPrinted, 100).catch((cause: unknown) => {
    throw new Error(`${text}\nprinted\n${last}\nand not\n${String(printed)}`, { cause });
  });
}

/** Runs a section's blocks; how many those were. */
async function follow(example: Example, { blocks }: Section): Promise<number> {
  let run = 0;
  for (const block of blocks) {
    if (block.kind === 'file') example.write(block.name, block.text);
    else await type(example, block);
    run += 1;
  }
  return run;
}

/** Runs the page from its beginning to its end; returns the modes that it led to, each of which had the paths of the table. */
async function read(example: Example): Promise<string[]> {
  const [sections, table] = [sectionsOf(page), tableOf(page)];
  const reached: string[] = [];
  let run = 0;
  for (const section of sections) {
    run += await follow(example, section);
    const mode = modeOf(section);
    if (mode === undefined) continue;
    const cells = columns.map((column, at) => [column, table[mode]?.[at]]);
    expect([section.title, Object.entries(await example.paths())]).toEqual([section.title, cells]);
    reached.push(mode);
    // Whatever restarted since, no row of those before is missing.
    expect(await example.rows()).toBe(String(reached.length));
  }
  expect(run).toBe(sections.flatMap(({ blocks }) => blocks).length);
  expect([...new Set(reached)].sort()).toEqual(Object.keys(table).sort());
  return reached;
}

async function policies(namespace: string): Promise<string> {
  const kinds = 'peerauthentications,destinationrules';
  return kubectl(['--namespace', namespace, 'get', kinds, '--output', 'name']);
}

test(
  'each block of the page does what the page says, and after each mode the paths are those of its table',
  () =>
    inNamespace(
      'existing',
      async (namespace) => {
        const example = new Example(namespace);
        try {
          await example.begin();
          await putApps(example, { secret: example.fullname });
          expect(await read(example)).not.toEqual([]);
          // Of the policies on the page none is left over.
          expect(await policies(namespace)).toBe('');
          // With its last word the page has a cluster that is whole.
          expect(await example.paths()).toMatchObject({ P1: 'the proxy', P4: 'fails' });
        } finally {
          example.end();
        }
      },
      { labels: { 'istio-injection': 'enabled' } },
    ),
  25 * minutes,
);
