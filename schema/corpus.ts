/**
 * Documents that the schema has to take or refuse, made from the types by small changes of the defaults: what a typo, a wrong
 * type or a number out of range looks like at every place. Whoever validates has to say the same to each of them.
 */
import { isNeeded } from './products/complete.ts';
import { type Data, defaultsOf, isData } from './products/defaults.ts';
import { type Node, resolve } from './products/json-schema.ts';

export type Kind =
  | 'as it is'
  | 'an example'
  | 'a choice'
  | 'the least'
  | 'the most'
  | 'wrong type'
  | 'number as text'
  | 'out of range'
  | 'wrong case'
  | 'against the pattern'
  | 'unknown key'
  | 'missing';

export interface Case {
  /** Where the change is, with dots. */
  path: string;
  kind: Kind;
  accepted: boolean;
  document: Data;
}

interface Change {
  kind: Kind;
  accepted: boolean;
  /** undefined takes the key away. */
  value: unknown;
}

export function corpus(schema: Node): Case[] {
  const defaults = defaultsOf(schema);
  return [
    { path: '', kind: 'as it is', accepted: true, document: defaults },
    ...placesOf(schema, schema, []).flatMap(({ path, node }) =>
      changesOf(schema, node, valueAt(defaults, path)).map(({ kind, accepted, value }) => ({
        path: path.join('.'),
        kind,
        accepted,
        document: withValue(defaults, path, value),
      })),
    ),
  ];
}

export interface Place {
  path: string[];
  node: Node;
}

/** Every key at every level. */
export function placesOf(schema: Node, of: Node, path: string[]): Place[] {
  const { properties = {} } = resolve(schema, of);
  return Object.entries(properties).flatMap(([key, node]) => {
    const here = [...path, key];
    return [{ path: here, node: resolve(schema, node) }, ...placesOf(schema, node, here)];
  });
}

/** `now` is the default at that place. */
type Rule = (node: Node, schema: Node, now: unknown) => Change[];

const refused = (kind: Kind, ...values: unknown[]): Change[] =>
  values.map((value) => ({ kind, accepted: false, value }));
const accepted = (kind: Kind, ...values: unknown[]): Change[] =>
  values.map((value) => ({ kind, accepted: true, value }));

/** One value of each type that JSON has. */
const samples: Record<string, unknown> = {
  string: '~',
  number: 1.5,
  boolean: true,
  array: [[]],
  object: { '~': [] },
};

function typesOf(schema: Node, of: Node): string[] {
  const node = resolve(schema, of);
  if (node.anyOf !== undefined) return node.anyOf.flatMap((one) => typesOf(schema, one));
  return [node.type ?? []].flat();
}

/** One value of each type that a node is not of. */
function strangers(schema: Node, node: Node): unknown[] {
  const types = typesOf(schema, node);
  if (types.length === 0) return [];
  return Object.entries(samples)
    .filter(([type]) => !types.includes(type))
    .map(([, value]) => value);
}

const wrongType: Rule = (node, schema) => refused('wrong type', ...strangers(schema, node));

const items: Rule = ({ items: of }, schema) =>
  of === undefined
    ? []
    : [
        ...refused('wrong type', ...strangers(schema, of).map((value) => [value])),
        ...(resolve(schema, of).pattern === undefined ? [] : refused('against the pattern', ['\n'])),
      ];

const entries: Rule = ({ additionalProperties: of, propertyNames }, schema) => [
  ...(typeof of === 'object'
    ? refused('wrong type', ...strangers(schema, of).map((value) => ({ a: value })))
    : []),
  ...(propertyNames === undefined ? [] : refused('against the pattern', { 'a b': 'c' })),
  ...(typeof of !== 'object' || resolve(schema, of).pattern === undefined
    ? []
    : refused('against the pattern', { a: '\n' })),
];

const numbers: Rule = ({ type, minimum, maximum }) =>
  type !== 'integer' || minimum === undefined || maximum === undefined
    ? []
    : [
        ...accepted('the least', minimum),
        ...accepted('the most', maximum),
        ...refused('out of range', minimum - 1, maximum + 1),
        ...refused('number as text', String(minimum)),
      ];

const choices: Rule = ({ enum: values = [] }) => [
  ...accepted('a choice', ...values),
  ...refused('wrong case', ...values.filter((value) => value !== '').map((value) => upside(String(value)))),
];

const patterns: Rule = ({ pattern }) =>
  pattern === undefined ? [] : refused('against the pattern', '\n', 'a\nb', '\u0000');

const examples: Rule = ({ examples: values = [] }) => accepted('an example', ...values);

const closed: Rule = ({ properties, additionalProperties }, _schema, now) =>
  properties === undefined || additionalProperties !== false
    ? []
    : refused('unknown key', { ...(isData(now) ? now : {}), unknownKey: true });

const missing: Rule = (node, schema, now) =>
  now === undefined ? [] : [{ kind: 'missing', accepted: !isNeeded(schema, node, now), value: undefined }];

const rules = [wrongType, items, entries, numbers, choices, patterns, examples, closed, missing];

function changesOf(schema: Node, node: Node, now: unknown): Change[] {
  return rules.flatMap((rule) => rule(node, schema, now));
}

function upside(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

export function valueAt(values: Data, path: string[]): unknown {
  return path.reduce<unknown>((now, key) => (isData(now) ? now[key] : undefined), values);
}

export function withValue(values: Data, [key = '', ...rest]: string[], value: unknown): Data {
  const { [key]: now, ...others } = values;
  if (rest.length > 0) return { ...values, [key]: withValue(isData(now) ? now : {}, rest, value) };
  return value === undefined ? others : { ...values, [key]: value };
}
