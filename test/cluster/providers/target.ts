/** What the processes of a run know of their cluster; nothing here knows which provider it is of. */
import { cluster } from '../config.ts';

export interface Target {
  kubeconfig: string;
  /** Label value of the run's namespaces. */
  run: string;
  /** The registry that every install sets; undefined leaves each image its own. */
  registry?: string;
}

/** The variable through which a run hands it to its processes, as JSON. */
const variable = 'PATRONI_ISTIO_TEST_TARGET';

export function giveTarget(target: Target): void {
  process.env[variable] = JSON.stringify(target);
}

/** The one of the run; for Jest by hand the embedded cluster, never a context that happens to be the current one. */
export function givenTarget(): Target {
  const given = process.env[variable];
  return given === undefined ? embeddedTarget : (JSON.parse(given) as Target);
}

export const embeddedTarget: Target = { kubeconfig: cluster.kubeconfig, run: cluster.id };

/** Whose namespaces these are, for whoever finds one: a killed run leaves them behind. */
export const testLabel = { 'app.kubernetes.io/managed-by': 'patroni-istio-test' } as const;
export const runLabel = 'patroni-istio/run';
