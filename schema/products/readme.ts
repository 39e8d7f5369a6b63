/** The README's table of values: grouped as the types are, one line a key. */
import { defaultsOf, isData } from './defaults.ts';
import { type Node, resolve } from './json-schema.ts';
import { meaning } from './meaning.ts';

const begin = '<!-- values: made by npm run generate -->';
const end = '<!-- /values -->';

/** The README with its block of values replaced. */
export function withTable(readme: string, schema: Node): string {
  const [before, rest = ''] = readme.split(begin);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined) throw new Error(`the README has no ${begin} and ${end}`);
  return `${before}${begin}\n\n${tables(schema)}\n\n${end}${after}`;
}

function tables(schema: Node): string {
  const defaults = defaultsOf(schema);
  const top = Object.entries(schema.properties ?? {});
  const isSection = (node: Node): boolean => resolve(schema, node).properties !== undefined;
  const plain = top.filter(([, node]) => !isSection(node));
  const sections = top.filter(([, node]) => isSection(node));
  return [
    table(plain.map(([key, node]) => row(schema, [key], node, defaults[key]))),
    ...sections.map(([key, node]) => {
      return `**${key}** ${meaning(resolve(schema, node))}\n\n${table(rowsOf(schema, [key], node, defaults[key]))}`;
    }),
  ].join('\n\n');
}

function table(rows: string[]): string {
  return ['| key | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function rowsOf(schema: Node, path: string[], of: Node, value: unknown): string[] {
  const { properties } = resolve(schema, of);
  if (properties === undefined) return [row(schema, path, of, value)];
  // What stands above a section of values.yaml; that of the first level is above the table.
  const head = path.length > 1 ? [row(schema, path, of, undefined)] : [];
  const inside = Object.entries(properties).flatMap(([key, node]) =>
    rowsOf(schema, [...path, key], node, isData(value) ? value[key] : undefined),
  );
  return [...head, ...inside];
}

function row(schema: Node, path: string[], of: Node, value: unknown): string {
  const node = resolve(schema, of);
  const shown = value === undefined ? '' : `\`${JSON.stringify(value)}\``;
  return `| \`${path.join('.')}\` | ${cell(shown)} | ${cell(meaning(node))} |`;
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').replace(/</g, '&lt;');
}
