import { finding } from '../findings.ts';
import type { Check } from './check.ts';
import { statefulSet } from './view.ts';

export const podsExist: Check = {
  title: 'every member has a pod',
  codes: ['PHA0206', 'PHA0209'],
  known: (observation) => statefulSet(observation) !== null,
  judge: (observation) => {
    const missing = observation.members.filter(({ pod }) => 'seen' in pod && pod.seen === null);
    const refused = statefulSet(observation)?.events.filter(({ reason }) => reason === 'FailedCreate') ?? [];
    return missing.map(({ name: member }) => {
      const about = refused.filter(({ message }) => message.includes(member)).at(-1);
      if (about === undefined) return finding('PHA0206', { member });
      return finding('PHA0209', { member }, [about.message]);
    });
  },
  note: ({ members }) => `${members.length} of ${members.length}`,
};
