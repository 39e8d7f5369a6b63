/** A stream keeps its connection whatever changes on its path: an upgrade that changes nothing else has to find it all the same. */
import { expect, test } from '@jest/globals';
import { allStream, replicates, senders } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { cutReplication } from './support/policies.ts';
import { Release } from './support/release.ts';
import { kubectl } from './support/run.ts';
import { primary, sql } from './support/sql.ts';

const minutes = 60_000;

test(
  'a role that may not log in any more, and a policy that cuts the path: both red, although the old stream stood until then',
  () =>
    inNamespace('path', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2 } });
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const stands = await allStream(release);

      await sql(namespace, leader, 'alter role replicator nologin');
      expect(await senders(release)).toEqual(stands);
      const refused = await release.upgrade();
      expect(refused.exitCode).not.toBe(0);
      expect((await release.last()).status).toBe('failed');
      expect(refused.output).toMatch(/role .*replicator.* is not permitted to log in/);
      expect(await primary(namespace)).toBe(leader);

      await sql(namespace, leader, 'alter role replicator login');
      const mended = await release.upgrade();
      expect(mended.output).not.toContain('Error');
      expect(mended.exitCode).toBe(0);

      await cutReplication(namespace);
      expect(Object.keys(await senders(release))).toHaveLength(1);
      const cut = await release.upgrade();
      expect(cut.exitCode).not.toBe(0);
      expect(cut.output).toContain(`PeerAuthentication ${namespace}/no-mtls-5432 cuts replication`);
      expect(await primary(namespace)).toBe(leader);

      await kubectl(['--namespace', namespace, 'delete', 'peerauthentication', 'no-mtls-5432']);
      const healed = await release.upgrade();
      expect(healed.output).not.toContain('Error');
      expect(healed.exitCode).toBe(0);
      await replicates(release, 'healed');
    }),
  6 * minutes,
);
