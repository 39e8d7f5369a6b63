/** All that a roll reaches the world through, so that it can be tried on a simulated one. */
import type { Finding } from '../findings.ts';
import type { Deadline } from '../kube/deadline.ts';
import type { Observation, StatefulSetSeen } from '../observe/observation.ts';
import type { Taken } from './lease.ts';
import type { Step } from './plan.ts';

export interface RollOptions {
  /** The Job that this runs in. */
  job: string;
  /** Helm's name of the release, for its way back. */
  release: string;
  namespace: string;
  deadline: Deadline;
  look: (before?: Observation) => Promise<Observation>;
  lease: {
    take: (deadline: Deadline) => Promise<Taken | null>;
    progress: (sentence: string, deadline: Deadline) => Promise<void>;
  };
  /** Called once, when the StatefulSet is seen to name this Job. */
  own: (uid: string) => Promise<void>;
  /** Carries out a step; what came of it in words, or ''. */
  carryOut: (step: Step, statefulSet: StatefulSetSeen) => Promise<string>;
  /** What is asked for and would harm the members: then none of them is touched. */
  refuses: (observation: Observation) => Promise<Finding | null>;
  /** What is asked for and no roll brings about. */
  left: (observation: Observation) => Promise<Finding | null>;
  /** What the members wait for that no roll brings, in words, or ''. */
  missing: (observation: Observation) => Promise<string>;
  pauseMs: number;
  /** How long a cause that cannot heal has to stand before the roll stops for it. */
  settleMs: number;
  /** How long the members' proxies have to have stood still. */
  quietMs: number;
  /** How long a step that fails is tried again. */
  patienceMs: number;
  /** Helm updates the StatefulSet before it creates the Job; another order would need as long as this. */
  graceMs: number;
}
