/** A first install without hooks: nobody makes the passwords, and apply is the only one to say so. */
import { expect, test } from '@jest/globals';
import { replicates } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { kubectl } from './support/run.ts';
import { until } from './support/wait.ts';

const minutes = 60_000;

test(
  'without hooks the members wait for the Secret, apply says so, and an upgrade with hooks turns it green',
  () =>
    inNamespace('no-hooks', async (namespace) => {
      const release = new Release(namespace, { values: { replicas: 2, 'istio.mode': 'disabled' } });
      expect((await release.install('--no-hooks')).exitCode).toBe(0);
      const said = await until('apply ends', async () => {
        const logs = ['logs', '--selector', 'app.kubernetes.io/component=apply', '--tail=-1'];
        const log = await kubectl(['--namespace', namespace, ...logs]);
        return log.includes('every member is of the revision') ? log : undefined;
      });
      expect(said).toContain('the members wait for the Secret db-patroni-credentials');

      const mended = await release.upgrade();
      expect(mended.output).not.toContain('Error');
      expect(mended.exitCode).toBe(0);
      await replicates(release, 'mended');
    }),
  4 * minutes,
);
