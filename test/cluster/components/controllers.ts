/** kube-controller-manager and kube-scheduler: one of each, so no leader election. */
import { cluster, firstNode } from '../config.ts';
import { startDaemon, type Daemon } from '../daemon.ts';
import { pki } from '../pki.ts';
import type { Sandbox } from '../sandbox.ts';
import { clusterTool } from '../tools.ts';

export function controllerManager(sandbox: Sandbox): Daemon {
  return startDaemon(
    sandbox,
    'kube-controller-manager',
    [
      clusterTool('kube-controller-manager'),
      `--kubeconfig=${pki('kube-controller-manager.kubeconfig')}`,
      '--use-service-account-credentials',
      `--service-account-private-key-file=${pki('service-account.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      `--cluster-signing-cert-file=${pki('ca.crt')}`,
      `--cluster-signing-key-file=${pki('ca.key')}`,
      `--cluster-cidr=${cluster.podCidr}`,
      '--allocate-node-cidrs=false',
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
    ],
    firstNode.name,
  );
}

export function scheduler(sandbox: Sandbox): Daemon {
  return startDaemon(
    sandbox,
    'kube-scheduler',
    [
      clusterTool('kube-scheduler'),
      `--kubeconfig=${pki('kube-scheduler.kubeconfig')}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
    ],
    firstNode.name,
  );
}
