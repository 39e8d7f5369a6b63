/** An upgrade that preflight refuses, and the way back from it. */
import { expect, test } from '@jest/globals';
import { allStream, applyJobs, jobsGone, podUids } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { kubectl, run } from './support/run.ts';
import { primary } from './support/sql.ts';

const minutes = 60_000;
const values = { replicas: 2, 'istio.mode': 'disabled', 'update.keepJobSeconds': 60 };

async function setPassword(namespace: string, password: string): Promise<void> {
  const patch = JSON.stringify({ stringData: { 'superuser-password': password } });
  await kubectl(['--namespace', namespace, 'patch', 'secret', 'db-patroni-credentials', '--patch', patch]);
}

test(
  'fewer replicas while the leader sits on a removed ordinal are refused, nothing is changed, and a rollback goes through while the Job of the revision before is there and after its time',
  () =>
    inNamespace('refused', async (namespace) => {
      const release = new Release(namespace, { values });
      expect((await release.install()).exitCode).toBe(0);
      await release.leadBy(release.member(1));
      const before = await podUids(release);

      const fewer = await release.upgrade({ replicas: 1 });
      expect(fewer.exitCode).not.toBe(0);
      expect((await release.last()).status).toBe('failed');
      expect(fewer.output).toContain('db-patroni-1 leads');
      expect(fewer.output).toContain('switchover --leader db-patroni-1 --candidate db-patroni-0');
      expect(await podUids(release)).toEqual(before);
      const asked = ['get', 'statefulset', 'db-patroni', '--output', 'jsonpath={.spec.replicas}'];
      expect(await kubectl(['--namespace', namespace, ...asked])).toBe('2');

      const impossible = { 'postgres.major': 16, 'image.tag': '16-4.1.5', 'storage.size': '2Gi' };
      const never = await release.upgrade(impossible);
      expect(never.exitCode).not.toBe(0);
      expect(never.output).toContain('PostgreSQL 17 cannot become 16 in place');
      expect(never.output).toContain('delete statefulset db-patroni --cascade=orphan');
      expect(await podUids(release)).toEqual(before);

      expect(await applyJobs(release)).toHaveLength(1);
      const early = await release.rollback('1');
      expect(early.output).not.toContain('Error');
      expect(early.exitCode).toBe(0);

      await jobsGone(release);
      expect((await release.upgrade({ replicas: 1 })).exitCode).not.toBe(0);
      const late = await release.rollback();
      expect(late.output).not.toContain('Error');
      expect(late.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      expect(await podUids(release)).toEqual(before);
      await allStream(release);

      await release.leadBy(release.member(0));
      expect((await release.upgrade({ replicas: 1 })).exitCode).toBe(0);
      expect(await primary(namespace)).toBe('db-patroni-0');

      const slower = { replicas: 1, 'patroni.ttl': 40 };
      const onlyInDcs = await release.upgrade(slower);
      expect(onlyInDcs.output).toContain('ttl is 30, asked is 40');
      const [remedy = ''] = /kubectl .* edit-config --force --set ttl=40/.exec(onlyInDcs.output) ?? [];
      expect((await run('sh', ['-c', remedy])).exitCode).toBe(0);
      const agreed = await release.upgrade(slower);
      expect(agreed.output).not.toContain('Error');
      expect(agreed.exitCode).toBe(0);

      const changed = { ...slower, 'resources.requests.cpu': '251m' };
      const last = await podUids(release);
      await setPassword(namespace, 'another');
      const other = await release.upgrade(changed);
      expect(other.output).toContain('db-patroni-0 refuses its superuser-password (PHA0518)');
      expect(await podUids(release)).toEqual(last);
      const inMember = ['exec', 'db-patroni-0', '--container', 'patroni', '--', 'printenv'];
      const old = await kubectl(['--namespace', namespace, ...inMember, 'PATRONI_SUPERUSER_PASSWORD']);
      await setPassword(namespace, old);
      expect((await release.upgrade(changed)).exitCode).toBe(0);
    }),
  6 * minutes,
);

test(
  'Helm 3 rolls a refused upgrade back once the Job of the revision before is gone, and names that Job until then',
  () =>
    inNamespace('helm3-refused', async (namespace) => {
      const release = new Release(namespace, { helm: 'helm3', values });
      expect((await release.install()).exitCode).toBe(0);
      await release.leadBy(release.member(1));
      const before = await podUids(release);

      expect((await release.upgrade({ replicas: 1 })).exitCode).not.toBe(0);
      const [job = ''] = await applyJobs(release);
      const early = await release.rollback('1');
      expect(early.exitCode).not.toBe(0);
      // In Helm's own words, which differ between its versions.
      expect(early.output).toContain(`"${job}"`);
      expect((await release.last()).status).toBe('failed');

      await jobsGone(release);
      const late = await release.rollback('1');
      expect(late.output).not.toContain('Error');
      expect(late.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      expect(await podUids(release)).toEqual(before);
      await allStream(release);
    }),
  6 * minutes,
);
