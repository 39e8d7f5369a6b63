/** The YAML files of this folder as objects, filled in for a namespace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { kubectl, root } from '../../../e2e/support/run.ts';
import { registry } from '../../../e2e/support/target.ts';

interface Values {
  image: { repository: string; tag: string };
}

interface StatefulSet {
  kind: string;
  spec: { template: { metadata: { annotations: Record<string, string> } } };
}

/** The members' image, by the only place that names it; nothing else here is the chart's. */
function image(): string {
  const values = parse(readFileSync(join(root, 'chart/values.yaml'), 'utf8')) as Values;
  return `${registry}/${values.image.repository}:${values.image.tag}`;
}

export function textOf(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8');
}

export function objectsOf(file: string, namespace: string): object[] {
  const text = textOf(file).replaceAll('$NAMESPACE', namespace).replaceAll('$IMAGE', image());
  return parseAllDocuments(text).map((document) => document.toJS() as object);
}

const excludes = {
  'traffic.sidecar.istio.io/excludeInboundPorts': '5432',
  'traffic.sidecar.istio.io/excludeOutboundPorts': '5432',
};

/** "Solution 2": the members' 5432 goes around their proxies, in both directions. */
export function membersAroundProxies(namespace: string): object[] {
  const objects = objectsOf('members.yaml', namespace);
  const isStatefulSet = (object: object): object is StatefulSet =>
    (object as StatefulSet).kind === 'StatefulSet';
  const { metadata } = objects.find(isStatefulSet)?.spec.template ?? { metadata: { annotations: {} } };
  Object.assign(metadata.annotations, excludes);
  return objects;
}

export async function apply(namespace: string, items: object[]): Promise<void> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  await kubectl(['--namespace', namespace, 'apply', '--filename', '-'], list);
}
