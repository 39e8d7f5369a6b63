/** What all writes to the API server have in common. */
import { PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import { KubeError, toKubeError } from '../kube/errors.ts';

/** The client sends what a patch is in a header. */
export function mergePatch<T extends object>(options: T): T {
  return setHeaderOptions('Content-Type', PatchStrategy.MergePatch, options) as T;
}

/** A conflict says that the world is not as it was read; to write the same again would not change that. */
export function finalConflict(error: unknown, what: string): never {
  const known = toKubeError(error, what);
  if (known.kind !== 'conflict') throw known;
  throw new KubeError({ kind: 'conflict', what, because: known.because }, error);
}
