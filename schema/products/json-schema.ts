/** JSON Schema as this project uses it, and the steps from what the generator makes of the types to what Helm reads. */
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

/** A node of a draft-07 schema; only what the types of this folder can bring about. */
export interface Node {
  $ref?: string;
  type?: string | string[];
  description?: string;
  default?: unknown;
  examples?: unknown[];
  /** The version of the chart that it came with; no keyword of JSON Schema. */
  since?: string;
  enum?: unknown[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Node>;
  required?: string[];
  additionalProperties?: boolean | Node;
  propertyNames?: Node;
  patternProperties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  if?: Node;
  then?: Node;
  definitions?: Record<string, Node>;
}

const folder = join(import.meta.dirname, '..');

/** What the types say, in declared order; unions are `anyOf`, so that the types can be made from it again. */
export function fromTypes(path = join(folder, 'values.ts')): Node {
  const generator = createGenerator({
    path,
    tsconfig: join(folder, '../tsconfig.json'),
    type: 'Values',
    topRef: false,
    sortProps: false,
    skipTypeCheck: true,
    extraTags: ['since'],
  });
  return walk(generator.createSchema('Values') as Node, openMaps);
}

/** `{}` says the same as `true`, and not every reader knows. */
function openMaps(node: Node): Node {
  const open = typeof node.additionalProperties === 'object' && isEmpty(node.additionalProperties);
  return open ? { ...node, additionalProperties: true } : node;
}

function isEmpty(node: Node): boolean {
  return Object.keys(node).length === 0;
}

/**
 * For Helm: its validators pass over whatever stands beside a `$ref`, ajv does not, so what is used with words of its own is
 * written out. An `allOf` around the `$ref` would do as well, and put two lines more into each of Helm's refusals.
 */
export function forHelm(schema: Node): Node {
  const known = walk(schema, withoutSince);
  const { definitions = {}, ...rest } = walk(inlined(known, known), namedByPattern);
  const used = new Set<string>();
  collect({ definitions, ...rest }, rest, used);
  const kept = Object.entries(definitions).filter(([name]) => used.has(name));
  return { ...rest, definitions: Object.fromEntries(kept) };
}

/** Strict validators refuse a keyword that they do not know. */
function withoutSince(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([key]) => key !== 'since'));
}

/** The same said so that Helm's refusal has the right path: its validator tells a name that is refused at another one. */
export function namedByPattern(node: Node): Node {
  const { propertyNames, additionalProperties, ...rest } = node;
  if (propertyNames?.pattern === undefined || typeof additionalProperties !== 'object') return node;
  return {
    ...rest,
    patternProperties: { [propertyNames.pattern]: additionalProperties },
    additionalProperties: false,
  };
}

/** Every `$ref` with something beside it, as what it says. */
function inlined(schema: Node, node: Node): Node {
  return walk(node, (one) => {
    const isAlone = Object.keys(one).length === 1;
    return one.$ref === undefined || isAlone ? one : inlined(schema, resolve(schema, one));
  });
}

/** Names of the definitions that a node leads to. */
function collect(schema: Node, node: Node, used: Set<string>): void {
  walk(node, (one) => {
    const name = nameOf(one.$ref ?? '');
    if (one.$ref !== undefined && !used.has(name)) {
      used.add(name);
      collect(schema, schema.definitions?.[name] ?? {}, used);
    }
    return one;
  });
}

function nameOf($ref: string): string {
  return decodeURIComponent($ref.replace('#/definitions/', ''));
}

/** Every node, the innermost first. */
export function walk(node: Node, change: (node: Node) => Node): Node {
  const inside = (one: Node): Node => walk(one, change);
  const all = (nodes: Record<string, Node>) =>
    Object.fromEntries(Object.entries(nodes).map(([name, one]) => [name, inside(one)]));
  return change({
    ...node,
    ...(node.properties && { properties: all(node.properties) }),
    ...(node.patternProperties && { patternProperties: all(node.patternProperties) }),
    ...(node.definitions && { definitions: all(node.definitions) }),
    ...(node.items && { items: inside(node.items) }),
    ...(node.propertyNames && { propertyNames: inside(node.propertyNames) }),
    ...(node.anyOf && { anyOf: node.anyOf.map(inside) }),
    ...(typeof node.additionalProperties === 'object' && {
      additionalProperties: inside(node.additionalProperties),
    }),
  });
}

/** A node with what its `$ref` says; what stands beside the `$ref` wins. */
export function resolve(schema: Node, node: Node): Node {
  const { $ref, ...rest } = node;
  if ($ref === undefined) return node;
  const name = nameOf($ref);
  const found = schema.definitions?.[name];
  if (found === undefined) throw new Error(`the schema has no definition ${name}`);
  return resolve(schema, { ...found, ...rest });
}
