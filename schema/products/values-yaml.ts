/** chart/values.yaml: every default with its meaning, in the order of the types. */
import { stringify } from 'yaml';
import { type Data, defaultsOf, isBlank, isData } from './defaults.ts';
import { type Node, resolve } from './json-schema.ts';
import { meaning } from './meaning.ts';
import { wrap } from './text.ts';

const head = `# yaml-language-server: $schema=values.schema.json
# Generated from the types in schema/ by \`npm run generate\`; change those.
`;
const width = 118;
const style = { version: '1.1', singleQuote: true, lineWidth: 0 } as const;

export function valuesYaml(schema: Node): string {
  const defaults = defaultsOf(schema);
  const sections = entriesOf(schema, schema, defaults, '');
  return `${head}\n${sections.join('\n')}`;
}

/** Each key with its comment; those of the top level are set apart by the caller. */
function entriesOf(schema: Node, of: Node, values: Data, indent: string): string[] {
  const properties = resolve(schema, of).properties ?? {};
  const shown = Object.entries(properties).filter(([key]) => key in values);
  return shown.map(
    ([key, node]) =>
      comment(resolve(schema, node), values[key], indent) + entry(schema, node, { key, values, indent }),
  );
}

function comment(node: Node, value: unknown, indent: string): string {
  const room = width - indent.length;
  return [...wrap(meaning(node), room), ...example(node, value, room)]
    .map((line) => `${indent}# ${line}\n`)
    .join('');
}

/** In one line or not at all, and only where the default does not show already what a value looks like. */
function example({ examples = [] }: Node, value: unknown, room: number): string[] {
  if (examples.length === 0 || !isBlank(value)) return [];
  const yaml = stringify(examples[0], { ...style, collectionStyle: 'flow', flowCollectionPadding: false });
  const line = `Example: ${yaml.trimEnd()}`;
  return line.length > room || line.includes('\n') ? [] : [line];
}

function entry(schema: Node, node: Node, at: { key: string; values: Data; indent: string }): string {
  const { key, values, indent } = at;
  const value = values[key];
  const isSection = resolve(schema, node).properties !== undefined;
  if (isSection && isData(value) && Object.keys(value).length > 0) {
    return `${indent}${key}:\n${entriesOf(schema, node, value, `${indent}  `).join('')}`;
  }
  const yaml = stringify({ [key]: value }, style);
  return yaml.replace(/^(?=.)/gm, indent);
}
