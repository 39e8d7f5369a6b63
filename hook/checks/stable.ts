import { finding } from '../findings.ts';
import type { Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';

/** Two messages, the window apart, over the same streams; each replica has answered anew in between. */
export const stable: Check = {
  title: 'the streams have lasted',
  codes: ['PHA0409'],
  known: postgresIsKnown,
  judge: (observation) => {
    const { members, rounds, windowSeconds: window } = observation;
    if (members.length === 1 || hasStood(observation)) return [];
    const since =
      rounds.first === null ? 'no round has been proven yet' : `they have lasted since ${rounds.first.at}`;
    return [finding('PHA0409', { window }, [since])];
  },
  note: ({ members, windowSeconds }) => (members.length === 1 ? '' : `${windowSeconds} s, two messages`),
};

function hasStood({ members, rounds: { first, last }, windowSeconds }: Observation): boolean {
  if (first === null || last === null || last.streams.length < members.length - 1) return false;
  const answered = last.streams.every(({ member, replyAt }) => {
    const before = first.streams.find((stream) => stream.member === member);
    return before !== undefined && replyAt > before.replyAt;
  });
  return answered && Date.parse(last.at) - Date.parse(first.at) >= windowSeconds * 1000;
}
