import { finding } from '../findings.ts';
import type { PodSeen } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { pods, runs } from './view.ts';

export const starting: Check = {
  title: 'every member runs',
  codes: ['PHA0207'],
  known: podsAreKnown,
  judge: (observation) =>
    pods(observation)
      .filter(({ pod }) => pod.terminating || !runs(pod))
      .map(({ member, pod }) => finding('PHA0207', { member: member.name }, [inWords(pod)])),
};

function inWords({ terminating, phase, containers }: PodSeen): string {
  if (terminating) return 'the pod is being deleted';
  const held = containers.find(({ state, init }) => state !== 'running' && (!init || state === 'waiting'));
  if (held === undefined) return `the pod is ${phase}`;
  return `container ${held.name} is ${held.state} ${held.reason === '' ? '' : `(${held.reason})`}`.trim();
}
