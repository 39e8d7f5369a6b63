/** Installs on the live mesh, asserted on what Helm, Kubernetes and Postgres say. */
import { expect, test } from '@jest/globals';
import { allStream, replicates } from './support/cluster-state.ts';
import { modeOf } from './support/modes.ts';
import { inNamespace } from './support/namespace.ts';
import { pathsOf, putApps } from './support/paths.ts';
import { cutReplication } from './support/policies.ts';
import { Release } from './support/release.ts';
import { kubectl, run } from './support/run.ts';
import { primary } from './support/sql.ts';

const minutes = 60_000;

test(
  'in a STRICT mesh the release is deployed, replication comes through the proxies, and REST writes need the password',
  () =>
    inNamespace('green', async (namespace) => {
      const release = new Release(namespace);
      const install = await release.install();
      expect(install.output).not.toContain('Error');
      expect(install.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      const leader = await primary(namespace);
      const replicas = release.members.filter((name) => name !== leader).sort();
      const seen = await allStream(release);
      expect(Object.keys(seen).sort()).toEqual(replicas);
      expect(new Set(Object.values(seen))).toEqual(new Set(['127.0.0.6']));
      await replicates(release, 'green');
      await putApps(release);
      expect(await pathsOf(release)).toEqual(modeOf('mtls').paths);

      // From another member's pod, so through both proxies.
      const ask = `import urllib.request, urllib.error
try: print(urllib.request.urlopen(urllib.request.Request('http://${leader}.db-patroni-members:8008/restart', data=b'{}', method='POST'), timeout=5).status)
except urllib.error.HTTPError as error: print(error.code)`;
      const inPod = ['exec', replicas[0] ?? '', '--container', 'patroni', '--', 'python3', '-c', ask];
      expect(await kubectl(['--namespace', namespace, ...inPod])).toBe('401');

      const test = await release.test();
      expect(test.output).toContain('2 of 2');
      expect(test.exitCode).toBe(0);
    }),
  4 * minutes,
);

test(
  'a policy that cuts replication fails the release, and the log names the policy, the members and the remedy',
  () =>
    inNamespace('cut', async (namespace) => {
      await cutReplication(namespace);
      const release = new Release(namespace);
      const install = await release.install();
      expect(install.exitCode).not.toBe(0);
      expect((await release.last()).status).toBe('failed');
      expect(install.output).toContain(`PeerAuthentication ${namespace}/no-mtls-5432`);
      // The policy is found before anybody may lead, so the members are named as those that it is for.
      expect(install.output).toMatch(/switches mTLS off for 5432 on .*db-patroni-\d/);
      expect(install.output).toContain(
        `kubectl --namespace ${namespace} delete peerauthentication no-mtls-5432`,
      );

      await kubectl(['--namespace', namespace, 'delete', 'peerauthentication', 'no-mtls-5432']);
      const mended = await release.upgrade();
      expect(mended.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      await replicates(release, 'mended');
    }),
  6 * minutes,
);

test(
  'one member is green, and the report says that there is nothing to stream',
  () =>
    inNamespace('single', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 1 } });
      expect((await release.install()).exitCode).toBe(0);
      const log = await run('kubectl', ['--namespace', namespace, 'logs', 'job/db-patroni-verify']);
      expect(log.output).toContain('there is nothing to stream');
    }),
  4 * minutes,
);
