/** Names that a remedy needs. */
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { secretName as secretNameOf } from '../observe/statefulset.ts';
import { primaryOf } from '../observe/rounds.ts';
import { statefulSet } from './view.ts';

/** Secret with the passwords. */
export function secretName(observation: Observation): string {
  return secretNameOf(statefulSet(observation), observation.name);
}

/** Who leads, for a remedy that has to reach it; the first member where nobody is known to. */
export function leaderName(observation: Observation): string {
  const known = primaryOf(observation)?.name ?? seenIn(observation.dcs.leader)?.leader ?? '';
  return known === '' ? `${observation.name}-0` : known;
}
