/** kubelet: cgroup driver cgroupfs below a folder of our own, so that leftovers of a killed cluster can be told from others'. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { cluster, firstNode, state, type Node } from '../config.ts';
import { startDaemon, type Daemon } from '../daemon.ts';
import { pki } from '../pki.ts';
import type { Sandbox } from '../sandbox.ts';
import { clusterTool } from '../tools.ts';
import { runtimeSocket } from './containerd.ts';

function configuration(node: Node, folder: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    failCgroupV1: false,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cluster.marker}`,
    cgroupsPerQOS: false,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    clusterDNS: [firstNode.address],
    clusterDomain: cluster.domain,
    containerRuntimeEndpoint: `unix://${runtimeSocket(node)}`,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: pki('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: pki(`kubelet-${node.name}.crt`),
    tlsPrivateKeyFile: pki(`kubelet-${node.name}.key`),
    podLogsDir: join(folder, 'pod-logs'),
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    evictionHard: { 'memory.available': '100Mi' },
    localStorageCapacityIsolation: false,
    resolvConf: join(folder, 'resolv.conf'),
    nodeStatusUpdateFrequency: '5s',
    maxPods: 110,
    serializeImagePulls: false,
    registryPullQPS: 0,
  };
}

export function kubelet(sandbox: Sandbox, node: Node): Daemon {
  const folder = join(state, node.name);
  mkdirSync(join(folder, 'pod-logs'), { recursive: true });
  writeFileSync(join(folder, 'resolv.conf'), `nameserver ${firstNode.address}\n`);
  writeFileSync(join(folder, 'kubelet.yaml'), stringify(configuration(node, folder)));
  return startDaemon(
    sandbox,
    `kubelet-${node.name}`,
    [
      clusterTool('kubelet'),
      `--config=${join(folder, 'kubelet.yaml')}`,
      `--kubeconfig=${pki(`kubelet-${node.name}.kubeconfig`)}`,
      `--root-dir=${join(folder, 'kubelet')}`,
      `--cert-dir=${join(folder, 'kubelet-pki')}`,
      `--hostname-override=${node.name}`,
      `--node-ip=${node.address}`,
    ],
    node.name,
  );
}
