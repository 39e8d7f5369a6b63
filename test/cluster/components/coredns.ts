/** CoreDNS as a process on the first node's address: cluster names, and NXDOMAIN for the rest of the world. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cluster, firstNode, state } from '../config.ts';
import { startDaemon, type Daemon } from '../daemon.ts';
import { pki } from '../pki.ts';
import type { Sandbox } from '../sandbox.ts';
import { clusterTool } from '../tools.ts';

const corefile = `${cluster.domain}:53 {
  bind ${firstNode.address}
  kubernetes ${cluster.domain} in-addr.arpa {
    kubeconfig ${pki('coredns.kubeconfig')} ${cluster.marker}
    ttl 5
  }
  cache 5
  errors
}
.:53 {
  bind ${firstNode.address}
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`;

export function coredns(sandbox: Sandbox): Daemon {
  const file = join(state, 'Corefile');
  writeFileSync(file, corefile);
  return startDaemon(sandbox, 'coredns', [clusterTool('coredns'), '-conf', file], firstNode.name);
}
