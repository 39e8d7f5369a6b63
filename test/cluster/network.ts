/** A node's network: a namespace of its own inside the sandbox; nothing of the host's network is touched. */
import { firstNode, type Node } from './config.ts';
import { inside, type Sandbox } from './sandbox.ts';

/**
 * The first node's address sits on a veth whose peer stays in the same namespace (not every kernel has `dummy`
 * links), and a default route must exist, or Service addresses have no route before DNAT.
 */
const firstNodeNetwork = `
ip link add eth0 type veth peer name eth0peer
ip link set eth0peer up
ip addr add "$1/24" dev eth0
ip link set eth0 up
ip route add default dev eth0
`;

const everyNode = `
set -eu
ip link set lo up
sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.route_localnet=1
sysctl -qw net.bridge.bridge-nf-call-iptables=1 || true
`;

export async function makeNetwork(sandbox: Sandbox, node: Node): Promise<void> {
  await inside(sandbox, ['ip', 'netns', 'add', node.name]);
  const script = node.name === firstNode.name ? everyNode + firstNodeNetwork : everyNode;
  await inside(sandbox, ['sh', '-c', script, 'network', node.address], node.name);
}
