/** Where the end-to-end tests find their Kubernetes. */

/** What a test may need beside a Kubernetes with a mesh, and what it does with it. */
export const capabilities = {
  ownClusters: 'it brings clusters of this checkout up and down',
  auditLog: "it reads the API server's audit log from its file",
  nodes: 'it loads an image into the nodes',
  machine: 'it runs programs that the embedded cluster brings to the machine',
} as const;

export type Capability = keyof typeof capabilities;

/** The cluster of one run, as the processes of the tests are told of it (test/e2e/support/target.ts). */
export interface Target {
  kubeconfig: string;
  /** Label value of the run's namespaces. */
  run: string;
  /** The registry that every install sets; undefined leaves each image its own. */
  registry?: string;
}

/** The variable through which a run hands it to its processes, as JSON. */
export const targetVariable = 'PATRONI_ISTIO_TEST_TARGET';

export interface Provider {
  name: string;
  /** Tests that need more are not run, and the run says so. */
  capabilities: ReadonlySet<Capability>;
  /** Makes the cluster ready for tests, or says in a sentence why it is not. */
  up(): Promise<Target>;
  /** Takes away what `up` made, also where that did not come to its end, and what the tests left. */
  down(): Promise<void>;
}

/** Whose namespaces these are, for whoever finds one: a killed run leaves them behind. */
export const testLabel = { 'app.kubernetes.io/managed-by': 'patroni-istio-test' } as const;
export const runLabel = 'patroni-istio/run';
