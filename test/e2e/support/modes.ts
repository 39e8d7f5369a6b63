/** What each istio.mode lets through in a STRICT mesh; the README prints the same table. */
import type { Paths } from './paths.ts';
import type { Values } from './release.ts';

export interface Mode {
  title: string;
  values: Values;
  paths: Paths;
}

const proxied: Paths = { P1: 'the proxy', P2: 'the proxy', P3: 'the proxy', P4: 'the proxy', R: '200' };
const direct: Paths = { P1: 'the pod', P2: 'the pod', P3: 'the pod', P4: 'the pod', R: '200' };

/** As the mode is called in the README. */
export const modes: Record<string, Mode> = {
  mtls: { title: '`mtls`', values: { 'istio.mode': 'mtls' }, paths: { ...proxied, P4: 'fails' } },
  permissive: { title: '`permissive`', values: { 'istio.mode': 'permissive' }, paths: proxied },
  exclude: { title: '`exclude`', values: { 'istio.mode': 'exclude' }, paths: direct },
  plaintext: {
    title: '`exclude`, `istio.exclude.throughProxy`',
    values: { 'istio.mode': 'exclude', 'istio.exclude.throughProxy': true },
    paths: proxied,
  },
  disabled: { title: '`disabled`', values: { 'istio.mode': 'disabled' }, paths: direct },
};

export function modeOf(name: string): Mode {
  const mode = modes[name];
  if (mode === undefined) throw new Error(`no mode ${name}`);
  return mode;
}
