/** A roll of a simulated cluster that waits for nothing longer than it has to. */
import { Roll } from '../../hook/apply/roll.ts';
import type { RollOptions } from '../../hook/apply/roll-options.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';

export function roll(cluster: SimulatedCluster, change: Partial<RollOptions> = {}): Roll {
  return new Roll({
    job: 'apply-now',
    release: 'db',
    namespace: 'demo',
    deadline: Deadline.in(5_000),
    look: () => Promise.resolve(cluster.look()),
    lease: {
      take: () => {
        cluster.holder = 'apply-now';
        return Promise.resolve(null);
      },
      progress: () => Promise.resolve(),
    },
    own: () => Promise.resolve(),
    carryOut: (step) => Promise.resolve(cluster.carryOut(step)),
    refuses: () => Promise.resolve(null),
    left: () => Promise.resolve(null),
    missing: () => Promise.resolve(''),
    pauseMs: 1,
    settleMs: 20,
    quietMs: 5,
    patienceMs: 20,
    graceMs: 20,
    ...change,
  });
}
