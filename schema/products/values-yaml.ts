/** chart/values.yaml: every default with its meaning, in the order of the types. */
import { stringify } from 'yaml';
import { type Data, defaultsOf, isData } from './defaults.ts';
import { type Node, resolve } from './json-schema.ts';
import { wrap } from './text.ts';

const head = `# yaml-language-server: $schema=values.schema.json
# Generated from the types in schema/ by \`npm run generate\`; change those.
`;
const width = 118;

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
    ([key, node]) => comment(schema, node, indent) + entry(schema, node, { key, values, indent }),
  );
}

function comment(schema: Node, node: Node, indent: string): string {
  const { description = '', enum: choices } = resolve(schema, node);
  const oneOf = choices === undefined ? '' : ` One of: ${choices.join(', ')}.`;
  return wrap(description + oneOf, width - indent.length)
    .map((line) => `${indent}# ${line}\n`)
    .join('');
}

function entry(schema: Node, node: Node, at: { key: string; values: Data; indent: string }): string {
  const { key, values, indent } = at;
  const value = values[key];
  const isSection = resolve(schema, node).properties !== undefined;
  if (isSection && isData(value) && Object.keys(value).length > 0) {
    return `${indent}${key}:\n${entriesOf(schema, node, value, `${indent}  `).join('')}`;
  }
  const yaml = stringify({ [key]: value }, { version: '1.1', singleQuote: true, lineWidth: 0 });
  return yaml.replace(/^(?=.)/gm, indent);
}
