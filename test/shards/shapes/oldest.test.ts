/** The oldest PostgreSQL that the chart takes, on the Debian that has it: the other end of what is promised. */
import { beforeAll, expect, test } from '@jest/globals';
import { allStream, onRevision, podUids, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { oldestTag } from '../../e2e/support/oldest.ts';
import { Release } from '../../e2e/support/release.ts';
import { kubectl, run } from '../../e2e/support/run.ts';
import { sql } from '../../e2e/support/sql.ts';

const minutes = 60_000;

let tag = '';
// The first time it builds a Debian and the image on it.
beforeAll(async () => {
  tag = await oldestTag();
}, 10 * minutes);

const debianOf = (namespace: string, pod: string): Promise<string> =>
  kubectl([
    '--namespace',
    namespace,
    'exec',
    pod,
    '--container',
    'patroni',
    '--',
    'cat',
    '/etc/debian_version',
  ]);

test(
  'PostgreSQL 15 on bookworm streams in a STRICT mesh, is green by Helm, rolls, and has what 15 knows and no more',
  () =>
    inNamespace('oldest', async (namespace) => {
      const values = { 'postgres.major': 15, 'image.tag': tag };
      const release = new Release(namespace, { values });
      const install = await release.install();
      expect(install.output).not.toContain('Error');
      expect(install.exitCode).toBe(0);
      for (const member of release.members) {
        expect(await sql(namespace, member, 'show server_version_num')).toMatch(/^15\d{4}$/);
        expect(await debianOf(namespace, member)).toMatch(/^12\./);
      }
      expect(new Set(Object.values(await allStream(release)))).toEqual(new Set(['127.0.0.6']));
      await replicates(release, 'installed');

      // verify has asked whether every parameter of the release is set: nothing was there that only a newer one knows.
      const log = await run('kubectl', ['--namespace', namespace, 'logs', 'job/db-patroni-verify']);
      expect(log.output).toMatch(/ok {4}Postgres runs in every member +PostgreSQL 15\n/);
      expect(log.output).toContain('ok    every parameter asked for is set');

      const before = await podUids(release);
      expect((await release.upgrade({ 'resources.requests.memory': '80Mi' })).exitCode).toBe(0);
      await onRevision(release);
      const after = await podUids(release);
      for (const member of release.members) expect(after[member]).not.toBe(before[member]);
      await replicates(release, 'rolled');
      const verdict = await release.test();
      expect(verdict.output).toContain('2 of 2');
      expect(verdict.exitCode).toBe(0);
    }),
  6 * minutes,
);
