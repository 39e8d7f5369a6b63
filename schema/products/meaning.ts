/** What a key means, in the words that values.yaml and the README share. */
import type { Node } from './json-schema.ts';

export function meaning(node: Node): string {
  const since = node.since === undefined ? '' : ` Since ${node.since}.`;
  return `${node.description ?? ''}${range(node)}${since}`;
}

function range({ minimum, maximum, enum: choices }: Node): string {
  if (choices !== undefined)
    return ` One of: ${choices.map((choice) => (choice === '' ? '""' : choice)).join(', ')}.`;
  if (minimum === undefined || maximum === undefined) return '';
  return ` ${minimum} to ${maximum}.`;
}
