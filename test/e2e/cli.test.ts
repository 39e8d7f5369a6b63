/** Wrong calls of the tool: one sentence, exit 2, no stack. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { inNamespace } from './support/namespace.ts';
import { kubectl, run, type Outcome } from './support/run.ts';
import { target } from './support/target.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patroni-istio-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tool = (...args: string[]): Promise<Outcome> => run('node', ['hook/main.ts', ...args]);

function isOneSentence({ exitCode, output }: Outcome, says: RegExp): void {
  expect(output).toMatch(says);
  expect(output.trimEnd().split('\n')).toHaveLength(1);
  expect(output).not.toMatch(/^\s+at /m);
  expect(exitCode).toBe(2);
}

/** A kubeconfig for another account or another server. */
function kubeconfig(name: string, change: { token?: string; server?: string }): string {
  const admin = new KubeConfig();
  admin.loadFromFile(target.kubeconfig);
  const own = admin.getCurrentCluster();
  if (own === null) throw new Error('the kubeconfig of the test cluster has no cluster');
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { ...own, server: change.server ?? own.server },
    { name, token: change.token ?? '' },
  );
  const file = join(folder, name);
  writeFileSync(file, config.exportConfig());
  return file;
}

test.each([
  ['an unknown flag', ['verify', '--release', 'db', '--nmespace', 'demo'], /nmespace/],
  ['an unknown command', ['restore'], /restore/],
  ['a command with a slip', ['verfy'], /mean verify\?/],
  [
    'a flag that is given twice',
    ['verify', '--release', 'db', '--release', 'pg'],
    /--release .* more than once/,
  ],
  ['no command', [], /--help/],
  ['an empty namespace', ['verify', '--release', 'db', '--namespace', ''], /--namespace is empty/],
  ['neither release nor name', ['verify'], /--release or --name/],
  ['a time-out that is no number', ['verify', '--release', 'db', '--timeout', 'soon'], /--timeout/],
  [
    'a window that the time-out cuts off',
    ['verify', '--release', 'db', '--timeout', '10'],
    /--window \(10 s\) is not shorter than --timeout \(10 s\)/,
  ],
  ['apply by hand without --plan', ['apply', '--name', 'db-patroni'], /--plan/],
  [
    'a context that is not there',
    ['verify', '--release', 'db', '--context', 'elsewhere'],
    /no context "elsewhere"/,
  ],
  [
    'a kubeconfig that is not there',
    ['verify', '--release', 'db', '--kubeconfig', '/no/such'],
    /kubeconfig \/no\/such cannot be read/,
  ],
  ['a recording that is not there', ['verify', '--from', '/no/such'], /no recorded observation/],
])('%s', async (_name, args, says) => {
  isOneSentence(await tool(...args), says);
});

test.each(['preflight', 'apply', 'verify'])(
  'the help of %s names the flags as they are typed',
  async (command) => {
    const { exitCode, output } = await tool(command, '--help');
    const flags = [...output.matchAll(/--(\S+)/g)].map(([, flag = '']) => flag);
    expect(flags.length).toBeGreaterThan(5);
    expect(flags.filter((flag) => /[A-Z]/.test(flag))).toEqual([]);
    expect(exitCode).toBe(0);
  },
);

test('a kubeconfig that is no YAML', async () => {
  const file = join(folder, 'broken');
  writeFileSync(file, 'clusters: [\n  - name: a\n foo: : bar\n');
  const outcome = await tool('verify', '--release', 'db', '--kubeconfig', file);
  isOneSentence(outcome, /kubeconfig \S+broken cannot be read: [^\n\\]+ \(line 2\)\.$/m);
});

test('a broken file in the home folder is named as well', async () => {
  const home = join(folder, 'home');
  mkdirSync(join(home, '.kube'), { recursive: true });
  writeFileSync(join(home, '.kube/config'), 'a: b: c');
  const at = ['--unset=KUBECONFIG', `HOME=${home}`];
  const outcome = await run('env', [...at, 'node', 'hook/main.ts', 'verify', '--release', 'db']);
  isOneSentence(outcome, /kubeconfig ~\/\.kube\/config cannot be read: .* \(line 1\)\.$/m);
});

test('no Kubernetes context at all', async () => {
  const nowhere = ['--unset=KUBECONFIG', '--unset=KUBERNETES_SERVICE_HOST', `HOME=${folder}`];
  const outcome = await run('env', [...nowhere, 'node', 'hook/main.ts', 'verify', '--release', 'db']);
  isOneSentence(outcome, /There is no Kubernetes context/);
});

test('an API server that does not answer', async () => {
  const file = kubeconfig('away', { server: 'https://127.0.0.1:65533' });
  const time = ['--timeout', '3', '--window', '1'];
  const outcome = await tool('verify', '--release', 'db', '--kubeconfig', file, ...time);
  isOneSentence(outcome, /ECONNREFUSED.* \(API server https:\/\/127\.0\.0\.1:65533\)$/m);
});

test('a plan of a release that cannot be looked at is no plan', async () => {
  const outcome = await tool('apply', '--plan', '--namespace', 'default', '--name', 'nothing');
  isOneSentence(outcome, /could not look at release nothing: there is no StatefulSet nothing/);
});

test('a release that does not exist', async () => {
  const outcome = await tool('verify', '--namespace', 'default', '--release', 'nothing');
  isOneSentence(outcome, /no StatefulSet of a release "nothing" of this chart in namespace "default"/);
});

test('a release that does not exist in the namespace of the context', async () => {
  const outcome = await tool('verify', '--release', 'nothing');
  isOneSentence(outcome, /in namespace "default" \(that of context "[^"]+"; give --namespace for another\)/);
});

test('a namespace that does not exist', async () => {
  const outcome = await tool('verify', '--namespace', 'nowhere', '--release', 'db');
  isOneSentence(
    outcome,
    /no StatefulSet of a release "db" of this chart, because there is no namespace "nowhere"/,
  );
});

test(
  'an account without rights in the namespace',
  () =>
    inNamespace('cli', async (namespace) => {
      await kubectl(['--namespace', namespace, 'create', 'serviceaccount', 'nobody']);
      const token = await kubectl(['--namespace', namespace, 'create', 'token', 'nobody']);
      const as = ['--namespace', 'kube-system', '--kubeconfig', kubeconfig('nobody', { token })];
      for (const command of [
        ['verify', '--release', 'db'],
        ['preflight', '--name', 'db-patroni', '--release', 'db', '--replicas', '3', '--timeout', '15'],
      ]) {
        isOneSentence(await tool(...command, ...as), /forbidden/);
      }
    }),
  60_000,
);
