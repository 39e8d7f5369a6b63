/** Without a mesh: Pod Security restricted, and a release that comes back under its name. */
import { expect, test } from '@jest/globals';
import { allStream, objectsIn, podUids, replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { runReadme } from './support/readme.ts';
import { Release } from './support/release.ts';
import { kubectl } from './support/run.ts';
import { primary, sql } from './support/sql.ts';

const minutes = 60_000;
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };

test(
  'without a mesh it installs into a namespace that enforces Pod Security restricted, and survives uninstall',
  () =>
    inNamespace(
      'plain',
      async (namespace) => {
        const release = new Release(namespace, { values: { 'istio.mode': 'disabled' } });
        expect((await release.install('--wait')).exitCode).toBe(0);
        const seen = await allStream(release);
        expect(Object.values(seen)).not.toContain('127.0.0.6');
        await replicates(release, 'before');
        expect((await release.test()).exitCode).toBe(0);
        const before = await podUids(release);

        expect((await release.command('uninstall', release.name, '--wait')).exitCode).toBe(0);
        const again = await release.install();
        expect(again.output).not.toContain('Error');
        expect(again.exitCode).toBe(0);
        const after = await podUids(release);
        expect(Object.values(after).some((uid) => Object.values(before).includes(uid))).toBe(false);
        await allStream(release);
        await replicates(release, 'after');
        const kept = `select count(*) from proof where value = 'before'`;
        expect(await sql(namespace, await primary(namespace), kept)).toBe('1');
        // From one member to the primary Service, with the superuser's password of the Secret.
        const login = `import os, psycopg
password = os.environ['PATRONI_SUPERUSER_PASSWORD']
connection = psycopg.connect(host='db-patroni', user='postgres', dbname='postgres', password=password)
print(connection.execute('select current_user').fetchone()[0])`;
        const inPod = ['exec', release.member(0), '--container', 'patroni', '--', 'python3', '-c', login];
        expect(await kubectl(['--namespace', namespace, ...inPod])).toBe('postgres');

        expect((await release.command('uninstall', release.name, '--wait')).exitCode).toBe(0);
        expect(await objectsIn(namespace)).not.toEqual([]);
        await runReadme('Uninstall', namespace);
        expect(await objectsIn(namespace)).toEqual([]);
      },
      { labels: restricted },
    ),
  6 * minutes,
);
