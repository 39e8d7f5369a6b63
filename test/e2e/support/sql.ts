/** SQL on one member, as the superuser over the member's own socket. */
import { kubectl } from './run.ts';

/** Runs one statement in a member's pod and returns unaligned rows without a header. */
export async function sql(namespace: string, pod: string, statement: string): Promise<string> {
  const psql = [
    'psql',
    '--no-psqlrc',
    '--tuples-only',
    '--no-align',
    '--set=ON_ERROR_STOP=1',
    '--username=postgres',
  ];
  const inPod = ['--namespace', namespace, 'exec', pod, '--container', 'patroni', '--'];
  return kubectl([...inPod, ...psql, '--host=/run/postgresql', '--command', statement, 'postgres']);
}

/**
 * The member that carries Patroni's role label `primary`; fails unless there is exactly one. Where a namespace has several
 * clusters, `scope` tells which.
 */
export async function primary(namespace: string, scope?: string): Promise<string> {
  const labels = ['app.kubernetes.io/component=member', 'role=primary'];
  if (scope !== undefined) labels.push(`patroni-istio/scope=${scope}`);
  const selector = ['--selector', labels.join(',')];
  const found = await kubectl(['--namespace', namespace, 'get', 'pods', ...selector, '--output', 'name']);
  const names = found.split('\n').filter(Boolean);
  if (names.length !== 1 || names[0] === undefined)
    throw new Error(`one primary expected, seen: ${names.join(', ')}`);
  return names[0].replace('pod/', '');
}
