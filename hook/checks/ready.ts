import { finding } from '../findings.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { pods, runs } from './view.ts';

export const ready: Check = {
  title: 'every member is Ready',
  codes: ['PHA0210'],
  // One that does not run yet is neither.
  known: (observation) => podsAreKnown(observation) && pods(observation).every(({ pod }) => runs(pod)),
  judge: (observation) =>
    pods(observation)
      .filter(({ pod }) => runs(pod) && !pod.terminating && !pod.ready)
      .map(({ member, pod }) => {
        const condition = pod.conditions.find(({ type }) => type === 'Ready');
        return finding('PHA0210', { member: member.name }, [condition?.message ?? 'no condition Ready']);
      }),
};
