/** A platform that assigns uids (OpenShift): the user is a number, which the platform itself writes into /etc/passwd. */
import { expect, test } from '@jest/globals';
import { allStream, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { kubectl } from '../../e2e/support/run.ts';

const minutes = 60_000;
const uid = 1_000_620_000;
const passwd = `root:x:0:0:root:/root:/sbin/nologin\n${uid}:x:${uid}:0:${uid} user:/:/sbin/nologin\n`;

const context = (path: string) => ({
  [`${path}.runAsUser`]: uid,
  [`${path}.runAsGroup`]: 0,
  [`${path}.fsGroup`]: uid,
});

test(
  'members and Jobs run under an assigned uid, stream, and let psql in over the socket',
  () =>
    inNamespace('uid', async (namespace) => {
      const inIt = ['--namespace', namespace];
      await kubectl([...inIt, 'create', 'configmap', 'passwd', `--from-literal=passwd=${passwd}`]);
      const release = new Release(namespace, {
        values: {
          replicas: 2,
          ...context('pod.securityContext'),
          ...context('hook.securityContext'),
          'pod.extraVolumes[0].name': 'passwd',
          'pod.extraVolumes[0].configMap.name': 'passwd',
          'pod.extraVolumeMounts[0].name': 'passwd',
          'pod.extraVolumeMounts[0].mountPath': '/etc/passwd',
          'pod.extraVolumeMounts[0].subPath': 'passwd',
        },
      });
      const install = await release.install();
      expect(install.output).not.toContain('Error');
      expect(install.exitCode).toBe(0);
      const inMember = ['exec', release.member(0), '--container', 'patroni', '--'];
      expect(await kubectl([...inIt, ...inMember, 'id', '--user'])).toBe(`${uid}`);
      await allStream(release);
      await replicates(release, 'as a number');
      expect((await release.upgrade({ 'resources.requests.cpu': '11m' })).exitCode).toBe(0);
      await replicates(release, 'rolled');
    }),
  5 * minutes,
);
