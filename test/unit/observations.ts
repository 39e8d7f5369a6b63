/** Recorded observations of live clusters, and what may be changed in one to make it another. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Looked, Member, Observation, PodSeen, PostgresSeen } from '../../hook/observe/observation.ts';

const folder = new URL('../fixtures/observations/', import.meta.url);

export const recorded: string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

export function observation(name: string): Observation {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Observation;
}

export function healthy(change: (observation: Observation) => void = () => undefined): Observation {
  const made = observation('healthy-mtls');
  change(made);
  return made;
}

export function seen<T>(looked: Looked<T> | null): NonNullable<T> {
  if (looked === null || 'unseen' in looked || looked.seen === null || looked.seen === undefined) {
    throw new Error('the fixture does not hold that');
  }
  return looked.seen;
}

/** The leader, and the replicas, of a healthy observation. */
export function leaderOf({ members }: Observation): Member {
  const [leader] = members.filter(({ postgres }) => !seen(postgres).inRecovery);
  if (leader === undefined) throw new Error('the fixture has no leader');
  return leader;
}

export function replicaOf({ members }: Observation): Member {
  const [replica] = members.filter(({ postgres }) => seen(postgres).inRecovery);
  if (replica === undefined) throw new Error('the fixture has no replica');
  return replica;
}

export function postgres(member: Member): PostgresSeen {
  return seen(member.postgres);
}

export function pod(member: Member): PodSeen {
  return seen(member.pod);
}
