/** Whether a live cluster may go from one istio.mode to another, asked again because no preflight runs at a rollback. */
import { statefulSet } from '../checks/view.ts';
import type { Finding } from '../findings.ts';
import type { Deadline } from '../kube/deadline.ts';
import { look, seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { readOwnPeerAuthentication } from '../observe/policies.ts';
import type { Target } from '../observe/target.ts';
import { forbiddenMove } from '../preflight/moves.ts';

export function moveRefused(observation: Observation): Finding | null {
  const reached = seenIn(observation.apply.lease)?.mode ?? '';
  return forbiddenMove([reached], statefulSet(observation)?.mode ?? '');
}

/** In the mode disabled verify looks at no policy; what the mode before has left is still apply's to take away. */
export async function policiesLeft(
  target: Target,
  observation: Observation,
  deadline: Deadline,
): Promise<Observation['policies']> {
  const reached = seenIn(observation.apply.lease)?.mode ?? '';
  const isLeft = statefulSet(observation)?.mode === 'disabled' && !['', 'disabled'].includes(reached);
  if (!isLeft) return observation.policies;
  const at = { ...target, deadline, login: { seen: { user: '', password: '', database: '' } } };
  return look(`read the policies that ${target.name} had before`, async () => ({
    peerAuthentications: [],
    destinationRules: [],
    own: await readOwnPeerAuthentication(at),
  }));
}
