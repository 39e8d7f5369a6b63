import { finding } from '../findings.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { pods, waitingFor } from './view.ts';

export const secrets: Check = {
  title: 'every member gets its passwords',
  codes: ['PHA0204'],
  known: podsAreKnown,
  judge: (observation) =>
    pods(observation).flatMap(({ member, pod }) => {
      const container = waitingFor(pod, ['CreateContainerConfigError']);
      return container === undefined
        ? []
        : [finding('PHA0204', { member: member.name }, [container.message])];
    }),
};
