/** A test's own namespace: made before it, gone after it, and printed when the test fails. */
import { randomBytes } from 'node:crypto';
import { runLabel, testLabel } from '../../cluster/providers/target.ts';
import { kubectl, run } from './run.ts';
import { target } from './target.ts';

const removalSeconds = 120;

const longestLine = 400;

/** A writer's ledger is one very long line. */
function shortened(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)} ...` : line))
    .join('\n');
}

async function evidence(namespace: string): Promise<string> {
  const inIt = ['--namespace', namespace];
  const events = await run('kubectl', [...inIt, 'get', 'events', '--sort-by=.lastTimestamp']);
  const objects = await run('kubectl', [
    ...inIt,
    'get',
    'pods,jobs,pvc,configmaps,leases',
    '--output',
    'wide',
  ]);
  const pods = await run('kubectl', [...inIt, 'get', 'pods', '--output', 'name']);
  const logs = pods.stdout.split('\n').filter(Boolean);
  const said = await Promise.all(
    logs.map(async (pod) => {
      const log = await run('kubectl', [...inIt, 'logs', pod, '--all-containers', '--prefix', '--tail=25']);
      return `--- ${pod}\n${shortened(log.output)}`;
    }),
  );
  return [objects.output, events.output, ...said].join('\n\n');
}

export interface NamespaceOptions {
  labels?: Record<string, string>;
}

/**
 * Runs a test in a namespace named after it, and after the project: the cluster may have others. A failure carries the namespace's objects, events and logs;
 * afterwards the namespace and all that was in it are gone.
 */
export async function inNamespace(
  name: string,
  body: (namespace: string) => Promise<void>,
  options: NamespaceOptions = {},
): Promise<void> {
  const namespace = `patroni-istio-${name}-${randomBytes(2).toString('hex')}`;
  const labels = { ...testLabel, [runLabel]: target.run, ...options.labels };
  const metadata = { name: namespace, labels };
  await kubectl(
    ['create', '--filename', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata }),
  );
  try {
    await body(namespace);
  } catch (error) {
    console.error(`what namespace ${namespace} held when the test failed:\n${await evidence(namespace)}`);
    throw error;
  } finally {
    await remove(namespace);
  }
}

/**
 * Pods first: a namespace that still holds one when it is deleted is looked at again only after half of the pod's grace
 * period. What does not end in its time is a finding of its own.
 */
async function remove(namespace: string): Promise<void> {
  const timeout = `--timeout=${removalSeconds}s`;
  try {
    const workloads = ['--namespace', namespace, 'delete', 'statefulsets,jobs,pods', '--all'];
    await kubectl([...workloads, timeout]);
    await kubectl(['delete', 'namespace', namespace, timeout]);
  } catch (error) {
    console.error(
      `what namespace ${namespace} still held when it should have gone:\n${await evidence(namespace)}`,
    );
    throw error;
  }
}
