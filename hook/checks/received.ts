import { finding } from '../findings.ts';
import type { Observation } from '../observe/observation.ts';
import { primaryOf, upstreamOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { replicas } from './view.ts';

export const received: Check = {
  title: 'every replica receives what the leader writes',
  codes: ['PHA0406', 'PHA0407', 'PHA0408'],
  known: (observation) => postgresIsKnown(observation) && everyoneStreams(observation),
  judge: (observation) => {
    const { namespace, rounds } = observation;
    const { last } = rounds;
    const primary = primaryOf(observation);
    if (last === null || primary === null) return [];
    return replicas(observation).flatMap(({ member: { name: member, ...rest }, postgres }) => {
      const stream = last.streams.find((s) => s.member === member);
      if (stream === undefined) return [];
      const upstream = upstreamOf({ name: member, ...rest }, primary.name, observation.members);
      if (!stream.received)
        return [finding('PHA0408', { member, upstream }, [`the message ends at ${last.probeLsn}`])];
      if (postgres.replayPaused)
        return [finding('PHA0406', { member, namespace }, [`replayed to ${postgres.lsn}`])];
      if (stream.applied) return [];
      return [
        finding('PHA0407', { member }, [`the message ends at ${last.probeLsn}, replayed is ${postgres.lsn}`]),
      ];
    });
  },
};

function everyoneStreams({ members, rounds }: Observation): boolean {
  return rounds.last?.streams.length === members.length - 1;
}
