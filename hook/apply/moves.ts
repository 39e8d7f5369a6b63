/** Whether a live cluster may go from one istio.mode to another, asked again because no preflight runs at a rollback. */
import { statefulSet } from '../checks/view.ts';
import type { Finding } from '../findings.ts';
import type { Deadline } from '../kube/deadline.ts';
import { look } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { readOwnPeerAuthentication } from '../observe/policies.ts';
import type { Target } from '../observe/target.ts';
import { forbiddenMove } from '../preflight/moves.ts';
import { reachedMode } from './standing.ts';

export function moveRefused(observation: Observation): Finding | null {
  return forbiddenMove([reachedMode(observation)], statefulSet(observation)?.mode ?? '');
}

/** In the mode disabled verify looks at no policy; what the mode before has left is still apply's to take away. */
export async function policiesLeft(
  target: Target,
  observation: Observation,
  deadline: Deadline,
): Promise<Observation['policies']> {
  const isMoving = !['', 'disabled'].includes(reachedMode(observation));
  const isLeft = statefulSet(observation)?.mode === 'disabled' && isMoving;
  if (!isLeft) return observation.policies;
  return look(`read the policies that ${target.name} had before`, async () => ({
    peerAuthentications: [],
    destinationRules: [],
    own: await readOwnPeerAuthentication({ ...target, deadline }),
  }));
}
