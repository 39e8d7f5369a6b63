/** What values.yaml and the README's table say of a key, for made-up ones. */
import { expect, test } from '@jest/globals';
import type { Node } from '../../schema/products/json-schema.ts';
import { withTable } from '../../schema/products/readme.ts';
import { valuesYaml } from '../../schema/products/values-yaml.ts';

const readme = '<!-- values: made by npm run generate -->\n<!-- /values -->';

const about = (name: string, node: Node): { yaml: string[]; row: string } => {
  const schema: Node = { properties: { [name]: node } };
  const lines = withTable(readme, schema).split('\n');
  return {
    yaml: valuesYaml(schema).split('\n\n')[1]?.trimEnd().split('\n') ?? [],
    row: lines.find((line) => line.startsWith(`| \`${name}\``)) ?? '',
  };
};

test('a range stands in both', () => {
  const seconds: Node = { description: 'Seconds.', type: 'integer', minimum: 20, maximum: 90, default: 30 };
  expect(about('ttl', seconds)).toEqual({
    yaml: ['# Seconds. 20 to 90.', 'ttl: 30'],
    row: '| `ttl` | `30` | Seconds. 20 to 90. |',
  });
});

test('an example stands in values.yaml alone, as YAML in one line', () => {
  const labels: Node = { description: 'Labels.', default: {}, examples: [{ tier: '1', mode: 'off' }] };
  expect(about('labels', labels)).toEqual({
    yaml: ['# Labels.', "# Example: {tier: '1', mode: 'off'}", 'labels: {}'],
    row: '| `labels` | `{}` | Labels. |',
  });
});

test('an example that is too long for a line, or beside a default that says as much, is left out', () => {
  const long: Node = { description: 'Lines.', default: [], examples: [['x'.repeat(120)]] };
  expect(about('lines', long).yaml).toEqual(['# Lines.', 'lines: []']);
  const given: Node = { description: 'Size.', default: '10Gi', examples: ['20Gi'] };
  expect(about('size', given).yaml).toEqual(['# Size.', 'size: 10Gi']);
});
