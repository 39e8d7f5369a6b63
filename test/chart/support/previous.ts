/** The chart as it was before, packed as people have it, and what its values meant. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf } from '../../../schema/corpus.ts';
import { namedByPattern, type Node, resolve, walk } from '../../../schema/products/json-schema.ts';
import { root } from './render.ts';

const folder = join(root, 'test/fixtures/previous');
const [packed = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));

export const previous = {
  chart: join(folder, packed),
  values: readdirSync(join(folder, 'values')).map((file) => join(folder, 'values', file)),
};

/** The text of a file in the packed chart. */
export function packedFile(path: string): string {
  return execFileSync(
    'tar',
    ['--extract', '--gzip', '--to-stdout', '--file', previous.chart, `patroni/${path}`],
    {
      encoding: 'utf8',
    },
  );
}

/** Keys that `before` has not, and of which neither they nor a section around them say that they came with `version`. */
export function unmarked(before: Node, now: Node, version: string): string[] {
  const known = new Set(placesOf(before, before, []).map(({ path }) => path.join('.')));
  const places = placesOf(now, now, []).map(({ path, node }) => ({ key: path.join('.'), since: node.since }));
  const marked = places.filter(({ since }) => since === version).map(({ key }) => key);
  const isMarked = (key: string): boolean => marked.some((one) => `${key}.`.startsWith(`${one}.`));
  return places.map(({ key }) => key).filter((key) => !known.has(key) && !isMarked(key));
}

/** What a schema says to each key, in a form that two schemas can be compared in: words for people and keys below are left out. */
export function rulesOf(schema: Node): Map<string, string> {
  const places = placesOf(schema, schema, []);
  return new Map(places.map(({ path, node }) => [path.join('.'), JSON.stringify(ruleOf(schema, node))]));
}

/** Whether a rule takes all that another took: it is the same, but for choices that came. */
export function takesAll(rule: string | undefined, before: string): boolean {
  const { enum: choices = [], ...others } = JSON.parse(rule ?? '{}') as Node;
  const { enum: choicesBefore = [], ...othersBefore } = JSON.parse(before) as Node;
  return (
    JSON.stringify(others) === JSON.stringify(othersBefore) &&
    (choices.length === 0) === (choicesBefore.length === 0) &&
    choicesBefore.every((choice) => choices.includes(choice))
  );
}

function ruleOf(schema: Node, node: Node): Node {
  const whole = walk(node, (one) =>
    namedByPattern(one.$ref === undefined ? one : ruleOf(schema, resolve(schema, one))),
  );
  return walk({ ...whole, properties: {} }, bare);
}

/** In one order, without words. */
function bare(node: Node): Node {
  const rules = Object.entries(node).filter(([key]) => key !== 'description' && key !== 'examples');
  return Object.fromEntries(rules.sort(([one], [other]) => one.localeCompare(other)));
}
