/**
 * The published types are the source's: what the schema says in between has lost nothing and added nothing. Checked by the
 * compiler; this file has no other use.
 */
import type * as published from '../chart/values.d.ts';
import type { Values } from './values.ts';

/** Whether two types are one, keys that may be left out included. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- that is how a type is compared whole
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Written out to the leaves, so that the names of types do not count. */
type Flat<T> = T extends object ? { [Key in keyof T]: Flat<T[Key]> } : T;

export const isSame: Same<Flat<Values>, Flat<published.Values>> = true;
