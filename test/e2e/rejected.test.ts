/** An upgrade that the API server rejects half-way: the rights are its own by then, the StatefulSet is still the one before. */
import { expect, test } from '@jest/globals';
import { allStream, applyJobs, onRevision, podUids } from './support/cluster-state.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';

const minutes = 60_000;

test(
  'a StatefulSet that the API server rejects does not stop the roll that is under way, and helm test is green after it',
  () =>
    inNamespace('rejected', async (namespace) => {
      const release = new Release(namespace, { values: { 'istio.mode': 'disabled' } });
      expect((await release.install()).exitCode).toBe(0);
      const before = await podUids(release);
      const rolled = { 'resources.requests.memory': '80Mi' };
      expect((await release.upgrade(rolled, '--no-hooks')).exitCode).toBe(0);
      expect(await applyJobs(release, 'active')).toHaveLength(1);

      // Neither the schema nor the guards know what Kubernetes takes in a toleration.
      const toleration = 'scheduling.tolerations[0]';
      const sometimes = { [`${toleration}.key`]: 'databases', [`${toleration}.operator`]: 'Sometimes' };
      const rejected = await release.upgrade(sometimes);
      expect(rejected.exitCode).not.toBe(0);
      expect(rejected.output).toContain('Unsupported value: "Sometimes"');
      expect((await release.last()).status).toBe('failed');

      await onRevision(release, 120);
      await allStream(release);
      const after = await podUids(release);
      for (const member of release.members) expect(after[member]).not.toBe(before[member]);
      const verdict = await release.test();
      expect(verdict.output).toContain('is healthy');
      expect(verdict.exitCode).toBe(0);
    }),
  6 * minutes,
);
