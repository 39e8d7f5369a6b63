/** An image that is nowhere, in a first install and in an upgrade. */
import { expect, test } from '@jest/globals';
import { allStream, applyJobs, jobsGone, podUids } from './support/cluster-state.ts';
import { gaps, lost, summary } from './support/ledger.ts';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { primary } from './support/sql.ts';
import { registry } from './support/target.ts';
import { tables, Writer } from './support/writer.ts';

const minutes = 60_000;
const badImage = { 'image.tag': 'nowhere' };
const nowhere = `${registry}/patroni-istio/patroni:nowhere`.replaceAll('.', '\\.');
const cannotBePulled = new RegExp(`the image ${nowhere} of db-patroni-\\d cannot be pulled`);

test(
  'an image that is nowhere fails the revision and never touches the primary; a mended upgrade is green, also while the first roll still runs',
  () =>
    inNamespace('image', async (namespace) => {
      const release = new Release(namespace, { values: { 'update.keepJobSeconds': 15 } });
      expect((await release.install()).exitCode).toBe(0);
      const leader = await primary(namespace);
      const before = await podUids(release);
      const writer = await Writer.start(release);

      const bad = await release.upgrade(badImage);
      expect(bad.exitCode).not.toBe(0);
      expect((await release.last()).status).toBe('failed');
      expect(bad.output).toMatch(cannotBePulled);
      expect(await primary(namespace)).toBe(leader);
      const during = await podUids(release);
      expect(release.members.filter((name) => during[name] !== before[name])).toHaveLength(1);
      expect(during[leader]).toBe(before[leader]);
      await writer.writes();

      const mended = await release.upgrade();
      expect(mended.output).not.toContain('Error');
      expect(mended.exitCode).toBe(0);
      await allStream(release);

      // Helm gives up first, so the roll of the bad revision is still at work when the mended one comes.
      expect((await release.upgrade(badImage, '--timeout', '12s')).exitCode).not.toBe(0);
      const [first = ''] = await applyJobs(release, 'active');
      expect(first).not.toBe('');
      const again = await release.upgrade();
      expect(again.output).not.toContain('Error');
      expect(again.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
      await allStream(release);
      expect((await podUids(release))[leader]).toBe(before[leader]);

      const ledger = await writer.stop();
      const found = await tables(release);
      console.info(`two bad images and their mending: ${summary(ledger, found)}`);
      expect(lost(ledger, found)).toEqual({});
      expect(gaps(ledger)).toEqual([]);
      await jobsGone(release);
    }),
  8 * minutes,
);

test(
  'members whose image is nowhere fail the install in words and at once; a mended upgrade --install turns it green',
  () =>
    inNamespace('nowhere', async (namespace) => {
      const release = new Release(namespace);
      const begun = Date.now();
      const install = await release.upgrade({ 'image.tag': 'nowhere' });
      expect(install.exitCode).not.toBe(0);
      expect(Date.now() - begun).toBeLessThan(120_000);
      expect((await release.last()).status).toBe('failed');
      expect(install.output).toMatch(cannotBePulled);
      expect(install.output).toContain('Build and push the image first');

      const mended = await release.upgrade();
      expect(mended.output).not.toContain('Error');
      expect(mended.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
    }),
  6 * minutes,
);
