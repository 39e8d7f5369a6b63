/** JSON schemas of Istio's own objects, made from the CustomResourceDefinitions of the version that the test cluster runs. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cache } from './config.ts';
import { withLock } from './lock.ts';
import { step } from './steps.ts';
import { moduleSources, requiredVersion } from './tools.ts';

/** The module that Istio has its definitions in; its charts bring the same file. */
const definitions = 'istio.io/api';

interface Node {
  type?: string | string[];
  nullable?: boolean;
  properties?: Record<string, Node>;
  items?: Node;
  additionalProperties?: Node | false;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  [key: string]: unknown;
}

interface Definition {
  spec: {
    group: string;
    names: { kind: string };
    versions: { name: string; schema: { openAPIV3Schema: Node } }[];
  };
}

const each = (nodes: Record<string, Node>): Record<string, Node> =>
  Object.fromEntries(Object.entries(nodes).map(([name, node]) => [name, closed(node)]));

/** What the API server prunes, or refuses when it is asked to be strict, is wrong here. */
function closed(node: Node): Node {
  const { properties, items, additionalProperties, nullable, type, ...rest } = node;
  const isOpen = additionalProperties !== undefined || rest['x-kubernetes-preserve-unknown-fields'] === true;
  return {
    ...rest,
    ...(type !== undefined && { type: nullable === true ? [type, 'null'].flat() : type }),
    ...(properties !== undefined && { properties: each(properties) }),
    ...(items !== undefined && { items: closed(items) }),
    ...(additionalProperties && { additionalProperties: closed(additionalProperties) }),
    ...(properties !== undefined && !isOpen && { additionalProperties: false }),
  };
}

const texts: Node = { type: 'object', additionalProperties: { type: 'string' } };

function whole(group: string, version: string, kind: string, schema: Node): Node {
  const text: Node = { type: 'string' };
  const metadata: Node = {
    type: 'object',
    properties: { name: text, namespace: text, labels: texts, annotations: texts },
  };
  return closed({
    ...schema,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string', enum: [`${group}/${version}`] },
      kind: { type: 'string', enum: [kind] },
      metadata,
    },
  });
}

/** By the names that kubeconform looks for: kind, the first part of the group, version. */
function schemasOf({ spec: { group, names, versions } }: Definition): [name: string, schema: Node][] {
  const [first = ''] = group.split('.');
  return versions.map(({ name, schema }) => [
    `${names.kind.toLowerCase()}-${first}-${name}.json`,
    whole(group, name, names.kind, schema.openAPIV3Schema),
  ]);
}

/** Where they are, keyed by all that they are made from. */
function folder(): string {
  const made = [requiredVersion('cluster', definitions), readFileSync(import.meta.filename, 'utf8')];
  const key = createHash('sha256').update(made.join('\0')).digest('hex').slice(0, 12);
  return join(cache, 'tools', `istio-schemas-${key}`);
}

/** For kubeconform's `-schema-location`. */
export const istioSchemas = (): string => join(folder(), '{{.ResourceKind}}{{.KindSuffix}}.json');

async function make(): Promise<void> {
  if (existsSync(folder())) return;
  const file = join(await moduleSources(definitions), 'kubernetes/customresourcedefinitions.gen.yaml');
  const documents = parseAllDocuments(readFileSync(file, 'utf8')).map(
    (one) => one.toJS() as Definition | null,
  );
  const unfinished = `${folder()}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const [name, schema] of documents.flatMap((one) => (one === null ? [] : schemasOf(one))))
    writeFileSync(join(unfinished, name), JSON.stringify(schema));
  renameSync(unfinished, folder());
}

/** Makes them where they are missing; a second checkout finds them. */
export async function makeIstioSchemas(): Promise<void> {
  if (existsSync(folder())) return;
  await step("make the schemas of Istio's objects", () => withLock(folder(), make));
}
