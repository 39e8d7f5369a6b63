/** What Helm's coalesced values have to have: every default that values.yaml shows. */
import { type Data, defaultsOf, isData } from './defaults.ts';
import { type Node, resolve } from './json-schema.ts';

/**
 * A null takes a default away, and `--reuse-values` keeps out what a newer chart has: both would render a manifest with
 * holes. A file of a user has only what differs, and an editor must not call that incomplete: so the keys are asked for only
 * where every section but one at most is there, as Helm has them.
 */
export function whenComplete(schema: Node): Pick<Node, 'if' | 'then'> {
  const defaults = defaultsOf(schema);
  const sections = Object.keys(defaults).filter((key) => isData(defaults[key]));
  const allBut = (one: string): Node => ({
    type: 'object',
    required: sections.filter((section) => section !== one),
  });
  return { if: { anyOf: sections.map(allBut) }, then: complete(schema, schema, defaults) };
}

function complete(schema: Node, of: Node, defaults: Data): Node {
  const { properties = {} } = resolve(schema, of);
  const inside = Object.entries(properties).flatMap(([key, node]) => {
    const value = defaults[key];
    return isData(value) && isSection(schema, node) ? [[key, complete(schema, node, value)] as const] : [];
  });
  return {
    type: 'object',
    required: Object.entries(properties)
      .filter(([key, node]) => isNeeded(schema, node, defaults[key]))
      .map(([key]) => key),
    ...(inside.length > 0 && { properties: Object.fromEntries(inside) }),
  };
}

/** A list or an open map without a value is empty: whoever comments its entries out leaves a null behind. */
export function isNeeded(schema: Node, node: Node, value: unknown): boolean {
  if (value === undefined) return false;
  return typeof value === 'object' ? isSection(schema, node) : true;
}

/** One whose keys have defaults of their own; requests and limits have none. */
function isSection(schema: Node, of: Node): boolean {
  const keys = Object.values(resolve(schema, of).properties ?? {});
  return keys.some((key) => resolve(schema, key).default !== undefined || isSection(schema, key));
}
