/** Which moves of istio.mode a live cluster survives: pure. */
import { type Finding, finding } from '../findings.ts';

/**
 * permissive is the step between any two others, because its members let in both kinds. A STRICT mesh lets members with and without
 * a proxy, and intercepted and excluded ones, not reach each other: such a roll gets stuck at the first replica.
 */
export function mayMove(from: string, to: string): boolean {
  if (from === '' || to === '' || from === to) return true;
  return [from, to].includes('permissive') && ![from, to].includes('ambient');
}

const byPermissive =
  'set istio.mode to permissive and upgrade; when that release is green, set it to {to} and upgrade again';
const byCopy =
  'install a second release with istio.mode {to} and copy the data (pg_dumpall): no way between the two has been measured on a live cluster';

/** `from` is each mode that a member may still have. */
export function forbiddenMove(from: string[], to: string): Finding | null {
  const wrong = from.find((mode) => !mayMove(mode, to));
  if (wrong === undefined) return null;
  const way = [wrong, to].includes('ambient') ? byCopy : byPermissive;
  return finding('PHA0523', { from: wrong, to, way: way.replaceAll('{to}', to) });
}
