/** Upgrades that roll the members, with a client that writes meanwhile, and one that has to stop. */
import { expect, test } from '@jest/globals';
import { allStream, podUids, podsByAge, replicates } from './support/cluster-state.ts';
import { gaps, lost, summary } from './support/ledger.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { run } from './support/run.ts';
import { primary, sql } from './support/sql.ts';
import { tables, Writer } from './support/writer.ts';

const minutes = 60_000;

test(
  'a change of the pod template rolls by role: one gap, no acknowledged write lost, and a lost one would be seen',
  () =>
    inNamespace('roll', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const before = await podUids(release);
      const writer = await Writer.start(release);

      const upgrade = await release.upgrade({ 'resources.requests.memory': '80Mi' }, '--wait');
      expect(upgrade.output).not.toContain('Error');
      expect(upgrade.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      const after = await podUids(release);
      for (const member of release.members) expect(after[member]).not.toBe(before[member]);
      expect((await podsByAge(release)).at(-1)).toBe(leader);
      expect(await primary(namespace)).not.toBe(leader);
      await allStream(release);

      await writer.writes();
      const ledger = await writer.stop();
      const found = await tables(release);
      console.info(`an upgrade by role: ${summary(ledger, found)}`);
      expect(lost(ledger, found)).toEqual({});
      expect(gaps(ledger)).toHaveLength(1);

      const [planted = 0] = ledger.acknowledged.at(-50) ?? [];
      await sql(namespace, await primary(namespace), `delete from ledger where id = ${planted}`);
      const everywhere = Object.fromEntries(release.members.map((member) => [member, [planted]]));
      expect(lost(ledger, await tables(release))).toEqual(everywhere);
    }),
  6 * minutes,
);

test(
  'where the replication role may not log in, an upgrade stops at the first replica and the primary serves on',
  () =>
    inNamespace('nologin', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const before = await podUids(release);
      await sql(namespace, leader, 'alter role replicator nologin');

      const upgrade = await release.upgrade({ 'resources.requests.memory': '80Mi' });
      expect(upgrade.exitCode).not.toBe(0);
      expect((await release.last()).status).toBe('failed');
      const after = await podUids(release);
      const [stuck = '', ...others] = release.members.filter((name) => after[name] !== before[name]);
      expect(others).toEqual([]);
      expect(stuck).not.toBe(leader);
      expect(upgrade.output).toContain(`${leader} refuses the login of ${stuck}`);
      await sql(namespace, leader, 'create table serves (id int)');

      const report = await run('kubectl', ['--namespace', namespace, 'logs', 'job/db-patroni-verify']);
      const [remedy = ''] =
        /kubectl --namespace \S+ get secret .* \/etc\/patroni\/roles\.sql/.exec(report.output) ?? [];
      expect((await run('bash', ['-c', remedy])).output).toContain('ALTER ROLE');
      const mended = await release.upgrade({ 'resources.requests.memory': '80Mi' });
      expect(mended.exitCode).toBe(0);
      await replicates(release, 'mended');
    }),
  6 * minutes,
);
