/** The catalogue: every finding has a code whose meaning never changes, a title, a cause and a remedy. */
import type { Entry } from './findings/entry.ts';
import { kubernetes } from './findings/kubernetes.ts';
import { looking } from './findings/looking.ts';
import { mesh } from './findings/mesh.ts';
import { patroni } from './findings/patroni.ts';
import { replication } from './findings/replication.ts';
import { upgrade } from './findings/upgrade.ts';

/** PHA01xx mesh · 02xx Kubernetes · 03xx Patroni · 04xx replication · 05xx upgrade · 09xx could not look. */
export const catalogue = {
  ...mesh,
  ...kubernetes,
  ...patroni,
  ...replication,
  ...upgrade,
  ...looking,
} as const;

catalogue satisfies Record<FindingCode, Entry>;

export type FindingCode = keyof typeof catalogue;

export interface Finding {
  code: FindingCode;
  /** The member it is about; absent when it is about the cluster. */
  member?: string;
  title: string;
  /** The facts, one a line. */
  seen: string[];
  cause: string;
  remedy: string;
  heals: boolean;
}

/** The names in braces of a text; what a command has in braces of its own is no word. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}${' ' | '"' | '.' | '{'}${string}` ? never : Name) | Names<Rest>
  : never;

type Texts<Code extends FindingCode> = (typeof catalogue)[Code]['title' | 'cause' | 'remedy'];

export type Args<Code extends FindingCode> = Record<Names<Texts<Code>>, string | number>;

/** A finding of the catalogue with its names filled in; a `member` among them says whom it is about. */
export function finding<Code extends FindingCode>(
  code: Code,
  args: Args<Code>,
  seen: string[] = [],
): Finding {
  const { title, cause, remedy, heals } = catalogue[code];
  const values: Record<string, string | number> = args;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  const about = typeof values['member'] === 'string' ? { member: values['member'] } : {};
  return { code, ...about, title: fill(title), seen, cause: fill(cause), remedy: fill(remedy), heals };
}

/** A finding in one line, as it was seen. */
export function oneLine({ code, title, seen: [fact = ''] }: Finding): string {
  return `${title}${fact === '' ? '' : `: ${fact}`} (${code})`;
}

/** "Could not look" is an answer of its own. */
export function isBlind({ code }: Finding): boolean {
  return code.startsWith('PHA09');
}
