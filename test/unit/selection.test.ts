/** Which tests a provider carries: what reaches into the embedded cluster is left out elsewhere, by name and reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '../../scripts/checks.ts';
import { needs, select, testsIn } from '../../scripts/selection.ts';

const shards = readdirSync(join(root, 'test/shards')).map((shard) => `test/shards/${shard}`);
const all = ['test/e2e', 'test/audit', ...shards].flatMap(testsIn);

/** What a test may import of the cluster's folder wherever it runs. */
const anywhere = ['tools.ts', 'providers/target.ts'].map((file) => join(root, 'test/cluster', file));

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) =>
    resolve(dirname(file), path),
  );

/** Files of the embedded cluster that a file imports, by itself or through its helpers. */
function reaches(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file) || anywhere.includes(file)) return [];
  seen.add(file);
  if (file.startsWith(join(root, 'test/cluster'))) return [file];
  return importsOf(file).flatMap((imported) => reaches(imported, seen));
}

test('every file that needs more than a mesh is there', () => {
  expect(Object.keys(needs).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('no test that runs everywhere reaches into the embedded cluster', () => {
  const wrong = all.filter((file) => needs[file] === undefined && reaches(join(root, file)).length > 0);
  expect(wrong).toEqual([]);
  expect(all.filter((file) => reaches(join(root, file)).length > 0)).not.toEqual([]);
});

test('what a provider cannot carry is left out and named with its reason', () => {
  const files = ['/test/e2e/cli.test.ts', '/test/e2e/cluster.test.ts'];
  const { files: kept, left } = select(files, { name: 'current', capabilities: new Set() });
  expect(kept).toEqual(['/test/e2e/cli.test.ts']);
  expect(left).toEqual([
    'not run with provider current: test/e2e/cluster.test.ts; it brings clusters of this checkout up and down',
  ]);
  const whole = select(files, { name: 'embedded', capabilities: new Set(['ownClusters']) });
  expect(whole).toEqual({ files, left: [] });
});
