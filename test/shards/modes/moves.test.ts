/** istio.mode changed on a live release, in a STRICT mesh. */
import { expect, test } from '@jest/globals';
import { allStream, podUids, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { objectOf } from '../../e2e/support/readme.ts';
import { Release } from '../../e2e/support/release.ts';
import { kubectl } from '../../e2e/support/run.ts';
import { primary } from '../../e2e/support/sql.ts';

const minutes = 60_000;
const moved = { 'istio.mode': 'disabled' };

test(
  'out of the mesh it stops at the first replica and says why; with the policy of the README it moves, and streams without it',
  () =>
    inNamespace('mode', async (namespace) => {
      const release = new Release(namespace);
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const before = await podUids(release);

      const stopped = await release.upgrade(moved);
      expect(stopped.exitCode).not.toBe(0);
      expect(stopped.output).toMatch(
        /db-patroni-\d, which has no proxy, does not reach db-patroni-\d, which has one/,
      );
      expect(stopped.output).toContain('PeerAuthentication with mtls.mode PERMISSIVE');
      const during = await podUids(release);
      expect(release.members.filter((name) => during[name] !== before[name])).toHaveLength(1);
      expect(during[leader]).toBe(before[leader]);

      await kubectl(['apply', '--filename', '-'], objectOf('Change a release', namespace));
      const mended = await release.upgrade(moved);
      expect(mended.output).not.toContain('Error');
      expect(mended.exitCode).toBe(0);
      await kubectl(['--namespace', namespace, 'delete', 'peerauthentication', 'db-moves']);
      const seen = await allStream(release);
      expect(Object.values(seen)).not.toContain('127.0.0.6');
      await replicates(release, 'moved');
    }),
  6 * minutes,
);
