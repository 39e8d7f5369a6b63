/** istio.mode on the live mesh, which is STRICT: installed, and moved by upgrades; the way of each path is what Postgres saw. */
import { expect, test } from '@jest/globals';
import { podUids, replicates } from './support/cluster-state.ts';
import { modeOf } from './support/modes.ts';
import { inNamespace } from './support/namespace.ts';
import { pathsOf, putApps } from './support/paths.ts';
import { policies } from './support/policies.ts';
import { Release } from './support/release.ts';

const minutes = 60_000;

const rules = ['db-patroni', 'db-patroni-members', 'db-patroni-replicas'].map(
  (name) => `DestinationRule/${name}`,
);
const sidecar = 'PeerAuthentication/db-patroni-sidecar';
const left: Record<string, string[]> = {
  exclude: [
    ...rules.map((name) => `${name}-plaintext`),
    ...['PeerAuthentication/db-patroni-bypass', sidecar],
  ].sort(),
  permissive: [...rules, sidecar].sort(),
  disabled: [],
};

test(
  'exclude, then permissive, then disabled: each has its paths, what the mode before needed is gone, nothing is lost',
  () =>
    inNamespace('modes', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2 } });
      let before: Record<string, string> = {};
      for (const mode of ['exclude', 'permissive', 'disabled']) {
        const moved = await release.upgrade({ 'istio.mode': mode });
        expect({ mode, said: moved.exitCode === 0 ? '' : moved.output }).toEqual({ mode, said: '' });
        if (mode === 'exclude') await putApps(release);
        expect({ mode, paths: await pathsOf(release) }).toEqual({ mode, paths: modeOf(mode).paths });
        expect({ mode, policies: await policies(namespace) }).toEqual({ mode, policies: left[mode] });
        await replicates(release, mode);
        const after = await podUids(release);
        expect(Object.values(after).some((uid) => Object.values(before).includes(uid))).toBe(false);
        before = after;
      }
      const direct = await release.upgrade({ 'istio.mode': 'mtls' });
      expect(direct.exitCode).not.toBe(0);
      expect(direct.output).toContain('istio.mode cannot go from disabled to mtls in one upgrade');
      expect(direct.output).toContain('set istio.mode to permissive and upgrade');
      expect(await podUids(release)).toEqual(before);
    }),
  8 * minutes,
);
