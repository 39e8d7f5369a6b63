/** Long names, several in one namespace: each cluster is its own, and nothing of one is taken for another's. */
import { expect, test } from '@jest/globals';
import { allStream, objectsIn, podUids, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { kubectl, run } from '../../e2e/support/run.ts';

const minutes = 60_000;

/** The longest full name that is kept, in characters; what is longer is cut to as many. */
const longest = 46;

/** All of these begin alike, further than a name that is cut is kept. */
const letters = (count: number): string => 'abcdefghij'.repeat(6).slice(0, count);

/** Name of the release, and of its StatefulSet where that is asked for; two of them are installed at a time. */
const asked: [string, string?][][] = [
  [[letters(46)], ['db', letters(46)]],
  [[letters(47)], [letters(53)]],
];

/** The name that the chart made, as Kubernetes has it. */
async function fullnameOf(namespace: string, name: string): Promise<string> {
  const selector = ['--selector', `app.kubernetes.io/instance=${name}`];
  const found = await kubectl([
    '--namespace',
    namespace,
    'get',
    'statefulsets',
    ...selector,
    '--output',
    'name',
  ]);
  return found.replace('statefulset.apps/', '').trim();
}

async function installed(namespace: string, name: string, override?: string): Promise<Release> {
  const values = { replicas: 2, ...(override === undefined ? {} : { fullnameOverride: override }) };
  const { exitCode, output } = await new Release(namespace, { name, values }).install();
  expect(output).not.toContain('Error');
  expect(exitCode).toBe(0);
  return new Release(namespace, { name, values, fullname: await fullnameOf(namespace, name) });
}

/** The verdict of the Job and of the tool from elsewhere, on this cluster alone. */
async function isJudgedAlone(release: Release, others: Release[]): Promise<void> {
  const { namespace, name, fullname } = release;
  const log = await kubectl(['--namespace', namespace, 'logs', `job/${fullname}-verify`]);
  expect(log).toMatch(/every replica is streaming +1 of 1/);
  const tool = await run('node', ['hook/main.ts', 'verify', '--namespace', namespace, '--release', name]);
  expect(tool.exitCode).toBe(0);
  for (const other of others) expect(log + tool.output).not.toContain(`${other.fullname}-`);
}

test(
  'releases with names of 46, 47 and 53 characters are green side by side, roll and go each for itself',
  () =>
    inNamespace('names', async (namespace) => {
      const releases: Release[] = [];
      for (const pair of asked)
        releases.push(...(await Promise.all(pair.map(([name, full]) => installed(namespace, name, full)))));
      expect(releases.map(({ fullname }) => fullname.length)).toEqual([longest, longest, longest, longest]);
      expect(new Set(releases.map(({ fullname }) => fullname)).size).toBe(releases.length);
      expect(releases[1]?.fullname).toBe(letters(46));
      for (const release of releases) {
        expect(Object.keys(await allStream(release))).toHaveLength(1);
        await replicates(release, release.fullname);
        await isJudgedAlone(
          release,
          releases.filter((other) => other !== release),
        );
      }

      const [leaving, kept, , rolled] = releases as [Release, Release, Release, Release];
      const uids = async () => Object.assign({}, ...(await Promise.all(releases.map(podUids)))) as object;
      const before = Object.entries(await uids());
      expect((await rolled.upgrade({ 'resources.requests.memory': '80Mi' })).exitCode).toBe(0);
      const after: object = await uids();
      const changed = before.filter(([pod, uid]) => after[pod as keyof object] !== uid).map(([pod]) => pod);
      expect(changed.sort()).toEqual(rolled.members);

      expect((await leaving.command('uninstall', leaving.name, '--wait')).exitCode).toBe(0);
      const left = await objectsIn(namespace);
      expect(left).not.toContain(`statefulset.apps/${leaving.fullname}`);
      for (const { fullname } of [kept, rolled]) expect(left).toContain(`statefulset.apps/${fullname}`);
      for (const release of [kept, rolled]) expect((await release.test()).exitCode).toBe(0);
    }),
  9 * minutes,
);
