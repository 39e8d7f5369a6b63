/** kube-apiserver, with RBAC, Pod Security admission (on by default) and an audit log of every request. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { cluster, firstNode, state } from '../config.ts';
import { startDaemon, until, type Daemon } from '../daemon.ts';
import { kubectl } from '../kubectl.ts';
import { pki } from '../pki.ts';
import type { Sandbox } from '../sandbox.ts';
import { clusterTool } from '../tools.ts';

const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    { level: 'None', users: ['system:kube-scheduler', 'system:kube-controller-manager'] },
    { level: 'Metadata' },
  ],
};

export function apiServer(sandbox: Sandbox): Daemon {
  const policyFile = join(state, 'audit-policy.yaml');
  writeFileSync(policyFile, stringify(auditPolicy));
  return startDaemon(
    sandbox,
    'kube-apiserver',
    [
      clusterTool('kube-apiserver'),
      '--etcd-servers=http://127.0.0.1:2379',
      `--service-cluster-ip-range=${cluster.serviceCidr}`,
      `--advertise-address=${firstNode.address}`,
      '--secure-port=6443',
      `--tls-cert-file=${pki('kube-apiserver.crt')}`,
      `--tls-private-key-file=${pki('kube-apiserver.key')}`,
      `--client-ca-file=${pki('ca.crt')}`,
      `--service-account-key-file=${pki('service-account.pub')}`,
      `--service-account-signing-key-file=${pki('service-account.key')}`,
      `--service-account-issuer=https://kubernetes.default.svc.${cluster.domain}`,
      '--authorization-mode=Node,RBAC',
      '--allow-privileged=true',
      `--kubelet-client-certificate=${pki('kubelet-client.crt')}`,
      `--kubelet-client-key=${pki('kubelet-client.key')}`,
      `--kubelet-certificate-authority=${pki('ca.crt')}`,
      '--enable-admission-plugins=NodeRestriction',
      '--kubelet-preferred-address-types=InternalIP',
      `--audit-policy-file=${policyFile}`,
      `--audit-log-path=${cluster.auditLog}`,
    ],
    firstNode.name,
  );
}

export async function apiServerReady(daemon: Daemon): Promise<void> {
  await until({ what: 'the readiness of kube-apiserver', daemon }, async () => {
    await kubectl(['get', '--raw', '/readyz']);
    return true;
  });
}
