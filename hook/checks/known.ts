import type { Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import { podOf, postgresOf, statefulSet } from './view.ts';

/** What every truth about pods needs: the StatefulSet, and an answer about each pod that it asks for. */
export function podsAreKnown(observation: Observation): boolean {
  return statefulSet(observation) !== null && observation.members.every((member) => podOf(member) !== null);
}

/** What every truth about replication needs: an answer of each Postgres, and one that takes writes. */
export function postgresIsKnown(observation: Observation): boolean {
  const { members } = observation;
  return (
    members.length > 0 && members.every((m) => postgresOf(m) !== null) && primaryOf(observation) !== null
  );
}
