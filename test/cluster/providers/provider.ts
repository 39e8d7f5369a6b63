/** Where the end-to-end tests find their Kubernetes. */
import type { Target } from './target.ts';

/** What a test may need beside a Kubernetes with a mesh, and what it does with it. */
export const capabilities = {
  ownClusters: 'it brings clusters of this checkout up and down',
  auditLog: "it reads the API server's audit log from its file",
  nodes: 'it loads an image into the nodes',
  machine: 'it runs programs that the embedded cluster brings to the machine',
} as const;

export type Capability = keyof typeof capabilities;

export interface Provider {
  name: string;
  /** Tests that need more are not run, and the run says so. */
  capabilities: ReadonlySet<Capability>;
  /** Makes the cluster ready for tests, or says in a sentence why it is not. */
  up(): Promise<Target>;
  /** Takes away what `up` made, also where that did not come to its end, and what the tests left. */
  down(): Promise<void>;
}
