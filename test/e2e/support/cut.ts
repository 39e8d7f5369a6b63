/** Cuts what goes between two pods, from the node: neither of them is told. */
import { findSandbox, inside, type Sandbox } from '../../cluster/sandbox.ts';
import { getObject } from './run.ts';

interface Pod {
  status: { podIP: string };
}

async function addressOf(namespace: string, pod: string): Promise<string> {
  const { status } = await getObject<Pod>(namespace, 'pod', pod);
  return status.podIP;
}

/** Name of the network namespace in the sandbox that has an address. */
async function networkOf(sandbox: Sandbox, address: string): Promise<string> {
  const names = await inside(sandbox, ['ip', 'netns', 'list']);
  for (const name of names.split('\n').map((line) => line.split(' ')[0] ?? '')) {
    if (!name.startsWith('cni-')) continue;
    // A pod may end while it is asked.
    const shown = await inside(sandbox, ['ip', '-brief', 'address'], name).catch(() => '');
    if (shown.includes(` ${address}/`)) return name;
  }
  throw new Error(`no network namespace has the address ${address}`);
}

/** Puts rules into the firewall of a pod's network; returns what takes them out again. */
async function drop(namespace: string, pod: string, rules: string[][]): Promise<() => Promise<void>> {
  const sandbox = findSandbox();
  if (sandbox === undefined) throw new Error('the cluster is not up');
  const network = await networkOf(sandbox, await addressOf(namespace, pod));
  const each = async (what: string): Promise<void> => {
    for (const rule of rules) await inside(sandbox, ['iptables', what, ...rule, '--jump', 'DROP'], network);
  };
  await each('--insert');
  return () => each('--delete');
}

/** Drops every packet of Postgres between `pod` and `upstream`; returns what lets them through again. */
export async function cutPostgres(
  namespace: string,
  pod: string,
  upstream: string,
): Promise<() => Promise<void>> {
  const other = await addressOf(namespace, upstream);
  return drop(namespace, pod, [
    ['INPUT', '--protocol', 'tcp', '--source', other, '--sport', '5432'],
    ['OUTPUT', '--protocol', 'tcp', '--destination', other, '--dport', '5432'],
  ]);
}

/** Drops what a pod's proxy sends to istiod, which gives it its configuration and its certificate. */
export async function cutIstiod(namespace: string, pod: string): Promise<() => Promise<void>> {
  return drop(namespace, pod, [['OUTPUT', '--protocol', 'tcp', '--dport', '15012']]);
}
