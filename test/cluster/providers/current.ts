/**
 * The current context of the caller's own kubectl. Nothing of that cluster is changed but namespaces of the tests' own, and
 * nothing of it is left.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { prepareTools } from '../prepare.ts';
import { step, Trouble } from '../steps.ts';
import { buildKubectl, userTools } from '../tools.ts';
import { missingIn, type Ask } from './prerequisites.ts';
import type { Provider } from './provider.ts';
import { runLabel } from './target.ts';

interface Output {
  failed: boolean;
  stdout: string;
  stderr: string;
}

/** By the caller's own configuration, or by the copy of it. */
function kubectl(args: string[], kubeconfig?: string, input = ''): Promise<Output> {
  const env: Record<string, string> = kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig };
  return execa(join(userTools(), 'kubectl'), args, { env, input, reject: false });
}

/** The end of what kubectl says is its own sentence. */
const lastWords = ({ stderr }: Output): string => stderr.trim().split('\n').at(-1) ?? '';

/**
 * Copies the context as it is now, so that `kubectl config use-context` in another shell does not move a run that is under
 * way to another cluster. The tests expect its namespace to be the default one.
 */
async function pinContext(folder: string): Promise<string> {
  const view = await kubectl(['config', 'view', '--minify', '--flatten', '--raw']);
  if (view.failed)
    throw new Trouble(
      `There is no current Kubernetes context for the tests (${lastWords(view)}); \`kubectl config use-context NAME\` chooses one.`,
    );
  const file = join(folder, 'kubeconfig');
  writeFileSync(file, view.stdout, { mode: 0o600 });
  await kubectl(['config', 'set-context', '--current', '--namespace=default'], file);
  return file;
}

async function reach(kubeconfig: string): Promise<string> {
  const name = (await kubectl(['config', 'current-context'], kubeconfig)).stdout;
  const version = await kubectl(['get', '--raw', '/version', '--request-timeout=10s'], kubeconfig);
  if (version.failed)
    throw new Trouble(`The API server of context "${name}" does not answer: ${lastWords(version)}`);
  return name;
}

async function check(kubeconfig: string): Promise<void> {
  const name = await reach(kubeconfig);
  const ask: Ask = async (args, input) => {
    const asked = await kubectl(args, kubeconfig, input);
    return asked.failed ? { why: lastWords(asked) } : { said: asked.stdout };
  };
  const missing = await missingIn(ask);
  if (missing.length > 0)
    throw new Trouble(
      `The cluster of context "${name}" is not one for the tests:\n  ${missing.join('\n  ')}`,
    );
  console.error(`  ok    the tests run in the cluster of context "${name}"`);
}

/**
 * What an interrupted run left. Pods first, and at once: one that had just begun to make its database uses up its grace period,
 * which is 300 s, and a namespace waits for half of it before it looks again.
 */
async function removeNamespaces(kubeconfig: string, run: string): Promise<void> {
  const selector = ['--selector', `${runLabel}=${run}`];
  const found = await kubectl(['get', 'namespaces', ...selector, '--output', 'name'], kubeconfig);
  const names = found.stdout.split('\n').filter(Boolean);
  if (names.length === 0) return;
  await step('remove the namespaces that the tests left', async () => {
    for (const name of names) {
      const inIt = ['--namespace', name.replace('namespace/', '')];
      await kubectl([...inIt, 'delete', 'statefulsets,jobs', '--all', '--cascade=orphan'], kubeconfig);
      await kubectl([...inIt, 'delete', 'pods', '--all', '--grace-period=1'], kubeconfig);
    }
    const removed = await kubectl(['delete', ...names, '--timeout=120s'], kubeconfig);
    if (removed.failed) throw new Trouble(`Namespaces of the tests are left: ${lastWords(removed)}`);
  });
}

export function current(registry: string): Provider {
  const run = randomBytes(4).toString('hex');
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-current-'));
  let kubeconfig: string | undefined;
  return {
    name: 'current',
    capabilities: new Set(),
    up: async () => {
      await prepareTools();
      await buildKubectl();
      kubeconfig = await pinContext(folder);
      await check(kubeconfig);
      return { kubeconfig, run, registry };
    },
    down: async () => {
      try {
        if (kubeconfig !== undefined) await removeNamespaces(kubeconfig, run);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
