/** WAL on a volume of its own, and what preflight refuses of a cluster that has one. */
import { expect, test } from '@jest/globals';
import { allStream, podUids, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { kubectl, run } from '../../e2e/support/run.ts';
import { primary } from '../../e2e/support/sql.ts';

const minutes = 60_000;
const wal = { 'storage.wal.enabled': true, 'storage.wal.size': '1Gi' };

const inMember = (namespace: string, pod: string, ...command: string[]): Promise<string> =>
  kubectl(['--namespace', namespace, 'exec', pod, '--container', 'patroni', '--', ...command]);

async function walIsApart({ namespace, members }: Release): Promise<void> {
  for (const member of members) {
    const link = ['readlink', '/var/lib/postgresql/data/pgdata/pg_wal'];
    expect(await inMember(namespace, member, ...link)).toBe('/var/lib/postgresql/wal/pg_wal');
  }
}

test(
  'members keep WAL on a volume of its own, also one that is made anew; a volume for it that comes, goes or grows is refused',
  () =>
    inNamespace('wal', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2, ...wal } });
      expect((await release.install()).exitCode).toBe(0);
      await walIsApart(release);
      const claims = await kubectl(['--namespace', namespace, 'get', 'pvc', '--output', 'name']);
      expect(claims.split('\n')).toHaveLength(4);

      const leader = await primary(namespace);
      const replica = release.members.find((member) => member !== leader) ?? '';
      await inMember(
        namespace,
        replica,
        'patronictl',
        'reinit',
        '--force',
        '--wait',
        release.fullname,
        replica,
      );
      await allStream(release);
      await replicates(release, 'made anew');
      await walIsApart(release);

      const before = await podUids(release);
      const without = await release.upgrade({ 'storage.wal.enabled': false, 'storage.wal.size': '5Gi' });
      expect(without.output).toContain('a volume for WAL is decided when a cluster is made');
      const larger = await release.upgrade({ 'storage.wal.size': '2Gi' });
      expect(larger.output).toContain('wal-db-patroni-0 has 1Gi, asked is 2Gi');
      const renamed = await release.upgrade({ fullnameOverride: 'pg' });
      expect(renamed.output).toContain('the volumes of this release are those of db-patroni, and');
      expect(await podUids(release)).toEqual(before);
    }),
  5 * minutes,
);

test(
  'a paused cluster is neither upgraded nor rolled back, and goes on after the remedy as it was printed',
  () =>
    inNamespace('paused', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2 } });
      expect((await release.install()).exitCode).toBe(0);
      const changed = { 'resources.requests.cpu': '11m' };
      expect((await release.upgrade(changed)).exitCode).toBe(0);
      const before = await podUids(release);
      await inMember(namespace, release.member(0), 'patronictl', 'pause', '--wait');

      const refused = await release.upgrade({ 'resources.requests.cpu': '12m' });
      expect(refused.output).toContain('the cluster is paused (PHA0519)');
      await release.rollback('1');
      const verdict = await release.test();
      expect(verdict.output).toContain('the cluster is paused (PHA0519)');
      expect(await podUids(release)).toEqual(before);

      const [remedy = ''] = /kubectl .* patronictl resume --wait/.exec(refused.output) ?? [];
      expect((await run('sh', ['-c', remedy])).exitCode).toBe(0);
      expect((await release.upgrade(changed)).exitCode).toBe(0);
      await allStream(release);
    }),
  5 * minutes,
);
