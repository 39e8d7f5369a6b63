import type { ErrorKind } from '../kube/errors.ts';

/** Either what was seen (null: looked for, and not there), or why it could not be looked at. */
export type Looked<T> = { seen: T } | { unseen: Unseen };

export interface Unseen {
  kind: ErrorKind;
  /** Completes "could not ...". */
  what: string;
  because: string;
}
