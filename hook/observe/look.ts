import { toKubeError } from '../kube/errors.ts';
import type { Looked } from './looked.ts';

/** Turns a throw into the answer "could not look, because ...". */
export async function look<T>(what: string, ask: () => Promise<T>): Promise<Looked<T>> {
  try {
    return { seen: await ask() };
  } catch (error) {
    const { kind, what: asked, because } = toKubeError(error, what);
    return { unseen: { kind, what: asked, because } };
  }
}

/** Not there is an answer too: null. */
export async function lookFor<T>(what: string, ask: () => Promise<T>): Promise<Looked<T | null>> {
  const looked = await look(what, ask);
  return 'unseen' in looked && looked.unseen.kind === 'not found' ? { seen: null } : looked;
}

/** What was seen, or null: for where the reason why not is told elsewhere. */
export function seenIn<T>(looked: Looked<T> | null): T | null {
  return looked !== null && 'seen' in looked ? looked.seen : null;
}
