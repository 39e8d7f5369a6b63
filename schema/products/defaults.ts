/** The defaults of all values: those of a section's keys, and over them what the place that uses the section says. */
import { type Node, resolve } from './json-schema.ts';

export type Data = Record<string, unknown>;

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing that shows a reader what a value looks like. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Those of all values, as values.yaml shows them. */
export function defaultsOf(schema: Node): Data {
  return defaultOf(schema, schema, {}) as Data;
}

/** undefined where a key has none: then values.yaml does not show it. */
function defaultOf(schema: Node, of: Node, over: unknown = of.default): unknown {
  const node = resolve(schema, of);
  const own = over ?? node.default;
  if (node.properties === undefined) return own;
  const given = isData(own) ? own : {};
  const entries = Object.entries(node.properties).map(([key, one]) => [
    key,
    defaultOf(schema, one, given[key] ?? one.default),
  ]);
  const made = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Data;
  return Object.keys(made).length === 0 && own === undefined ? undefined : made;
}
