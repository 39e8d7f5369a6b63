/** containerd and runc with a bridge CNI; one per node, with all of its folders inside the state folder or the private /run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { state, type Node } from '../config.ts';
import { startDaemon, until, type Daemon } from '../daemon.ts';
import { cniPlugins, distributionPath, distributionProgram } from '../distribution.ts';
import { entering, inside, type Sandbox } from '../sandbox.ts';

export const runtimeSocket = (node: Node): string => `/run/containerd-${node.name}/containerd.sock`;
export const pauseImage = 'localhost/pause:1';

/** `restrict_oom_score_adj`: without CAP_SYS_RESOURCE runc may not lower a score, and fails with "can't get final child's PID". */
function configuration(root: string, node: Node): string {
  return `version = 2
root = "${root}"
state = "/run/containerd-${node.name}/state"
disabled_plugins = ["io.containerd.internal.v1.opt"]
[grpc]
  address = "${runtimeSocket(node)}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${cniPlugins()}"
    conf_dir = "${join(state, node.name, 'cni')}"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
`;
}

function network(node: Node): object {
  const ipam = {
    type: 'host-local',
    dataDir: `/run/cni-${node.name}`,
    ranges: [[{ subnet: node.podCidr }]],
    routes: [{ dst: '0.0.0.0/0' }],
  };
  return {
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      { type: 'bridge', bridge: 'cni0', isGateway: true, ipMasq: false, hairpinMode: true, ipam },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

/** Starts containerd over `root` and waits until it answers. */
export async function containerd(sandbox: Sandbox, node: Node, root = containerdRoot(node)): Promise<Daemon> {
  const folder = join(state, node.name);
  mkdirSync(join(folder, 'cni'), { recursive: true });
  writeFileSync(join(folder, 'cni', '10-pods.conflist'), JSON.stringify(network(node)));
  writeFileSync(join(folder, 'containerd.toml'), configuration(root, node));
  const argv = [
    'env',
    `PATH=${distributionPath()}`,
    distributionProgram('containerd'),
    '-c',
    join(folder, 'containerd.toml'),
  ];
  const daemon = startDaemon(sandbox, `containerd-${node.name}`, argv, node.name);
  await until({ what: `an answer of containerd on ${node.name}`, daemon, seconds: 30 }, async () => {
    await inside(sandbox, ctr(node, 'version'));
    return true;
  });
  return daemon;
}

export const containerdRoot = (node: Node): string => join(state, node.name, 'containerd');

/** A `ctr` command line for the images that kubelet sees. */
export function ctr(node: Node, ...args: string[]): string[] {
  return [distributionProgram('ctr'), '--address', runtimeSocket(node), '--namespace', 'k8s.io', ...args];
}

/** Loads image archives that containerd does not have yet. */
export async function importImages(sandbox: Sandbox, node: Node, archives: string[]): Promise<void> {
  for (const archive of archives) {
    const [command = '', ...args] = entering(sandbox, ctr(node, 'images', 'import', archive));
    const { execa } = await import('execa');
    await execa(command, args, { stdin: 'ignore' });
  }
}
