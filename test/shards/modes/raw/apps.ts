/** The columns of the apps: what each gets at each of its paths, and what went over the wire for it. */
import { ask } from '../../../e2e/support/paths.ts';
import type { Cast, Member } from './cluster.ts';
import { firstBytes, type Wire } from './wire.ts';
import { answerWord } from './words.ts';

export interface Path {
  word: string;
  /** Empty where no packet was looked for. */
  wire: string;
  notes: string[];
}

const notTried: Path = { word: '-', wire: '', notes: [] };

const both = (one: string, other: string): string =>
  other === '' || other === '-' || one === other ? one : `${one} / ${other}`;

/** Asks for one path, `kind:host`. */
async function tryPath(namespace: string, wire: Wire, [from, primary]: [Member, Member], path: string) {
  const mark = await wire.mark();
  const answer = (await ask(namespace, from.name, [path]))[path] ?? '';
  // What a client has seen, the reader of the wire has seen; its log may be a moment behind.
  const connections = path.startsWith('postgres:') ? await wire.sinceOf(mark, from.ip, primary.ip) : [];
  return {
    word: answerWord(path, answer, from.ip),
    wire: path.startsWith('postgres:') ? firstBytes(connections, from.ip, primary.ip) : '',
    notes: answer.startsWith('failed: ') ? [`${from.name} at ${path}: ${answer}`] : [],
  };
}

export async function appPaths(
  namespace: string,
  cast: Cast,
  wire: Wire,
  hasNames: boolean,
): Promise<Record<'P2' | 'P3' | 'P4' | 'R', Path>> {
  const name = `${cast.primary.name}.db-members`;
  const path = (from: Member, to: string): Promise<Path> =>
    tryPath(namespace, wire, [from, cast.primary], to);
  const byName = async (from: Member, kind: string): Promise<Path> =>
    hasNames ? path(from, `${kind}:${name}`) : notTried;
  const P2 = await path(cast.app, 'postgres:db');
  const P3 = await byName(cast.app, 'postgres');
  const service = await path(cast.outsider, 'postgres:db');
  const headless = await byName(cast.outsider, 'postgres');
  const P4 = {
    word: both(service.word, headless.word),
    wire: both(service.wire, headless.wire),
    notes: [...service.notes, ...headless.notes],
  };
  return { P2, P3, P4, R: await byName(cast.app, 'rest') };
}
