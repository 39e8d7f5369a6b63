/** What NetworkPolicies allow, as cyclonus computes it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1NetworkPolicy } from '@kubernetes/client-node';
import { run } from './render.ts';

/** A pod by its labels, in a namespace; or, without, an address that is no pod's. */
export interface Peer {
  namespace?: string;
  labels?: Record<string, string>;
  ip: string;
}

export interface Flow {
  from: Peer;
  to: Peer;
  port: number;
  protocol?: 'TCP' | 'UDP';
}

/** Kubernetes labels each namespace with its name. */
const peer = ({ namespace, labels = {}, ip }: Peer): object => ({
  IP: ip,
  ...(namespace !== undefined && {
    Internal: {
      Namespace: namespace,
      NamespaceLabels: { 'kubernetes.io/metadata.name': namespace },
      PodLabels: labels,
    },
  }),
});

/** Policies that were rendered for a namespace have none in them: Helm adds it on the way. */
const placed = (policy: V1NetworkPolicy, namespace: string): object =>
  Object.assign({}, policy, { metadata: Object.assign({}, policy.metadata, { namespace }) });

/** One answer for each flow. */
export async function allowed(
  policies: V1NetworkPolicy[],
  namespace: string,
  flows: Flow[],
): Promise<boolean[]> {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-flows-'));
  const write = (name: string, data: object): string => {
    writeFileSync(join(folder, name), JSON.stringify(data));
    return join(folder, name);
  };
  try {
    const items = policies.map((policy) => placed(policy, namespace));
    const policyFile = write('policies.yaml', { items });
    const traffic = flows.map(({ from, to, port, protocol = 'TCP' }) => ({
      Source: peer(from),
      Destination: peer(to),
      ResolvedPort: port,
      Protocol: protocol,
    }));
    const files = ['--policy-path', policyFile, '--traffic-path', write('traffic.json', traffic)];
    const { failed, stdout, stderr } = await run('cyclonus', [
      'analyze',
      '--mode',
      'query-traffic',
      ...files,
    ]);
    const answers = [...stdout.matchAll(/\| IS ALLOWED\? \| +(TRUE|FALSE) /g)].map(
      ([, word]) => word === 'TRUE',
    );
    if (failed || answers.length !== flows.length) throw new Error(`cyclonus has no answer: ${stderr}`);
    return answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
