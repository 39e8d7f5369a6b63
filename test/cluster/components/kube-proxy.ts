/** kube-proxy in iptables mode; its rules live in the node's network namespace. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { cluster, state, type Node } from '../config.ts';
import { startDaemon, type Daemon } from '../daemon.ts';
import { pki } from '../pki.ts';
import type { Sandbox } from '../sandbox.ts';
import { clusterTool } from '../tools.ts';

export function kubeProxy(sandbox: Sandbox, node: Node): Daemon {
  const file = join(state, node.name, 'kube-proxy.yaml');
  mkdirSync(join(state, node.name), { recursive: true });
  const configuration = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig: pki('kube-proxy.kubeconfig') },
    mode: 'iptables',
    hostnameOverride: node.name,
    clusterCIDR: cluster.podCidr,
    conntrack: { maxPerCore: 0 },
    nodePortAddresses: ['127.0.0.1/32'],
  };
  writeFileSync(file, stringify(configuration));
  return startDaemon(
    sandbox,
    `kube-proxy-${node.name}`,
    [clusterTool('kube-proxy'), `--config=${file}`],
    node.name,
  );
}
