import { finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { LeaderSeen, Observation } from '../observe/observation.ts';
import { primaryOf, writersOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { memberNamed, postgresOf } from './view.ts';

export const leader: Check = {
  title: 'exactly one leader',
  codes: ['PHA0301', 'PHA0309'],
  known: postgresIsKnown,
  judge: (observation) => {
    if ('unseen' in observation.dcs.leader) return [];
    const key = observation.dcs.leader.seen;
    const names = writersOf(observation).map(({ name }) => name);
    const absent = absence(key, observation.at);
    if (key === null || absent !== '') {
      const facts = [...names.map((name) => `${name} takes writes all the same`), ...statesOf(observation)];
      return [finding('PHA0301', { key: `${observation.name}-leader` }, [absent, ...facts])];
    }
    const holder = memberNamed(observation, key.leader);
    if (names.includes(key.leader) || postgresIsBlind(holder)) return [];
    const others = names.map((name) => `${name} takes writes`);
    return [finding('PHA0309', { leader: key.leader }, others)];
  },
  note: (observation) => {
    const primary = primaryOf(observation);
    return `${primary?.name ?? ''}, timeline ${postgresOf(primary)?.timeline ?? '?'}`;
  },
};

function statesOf({ members }: Observation): string[] {
  const states = members.map(({ name, patroni }) => ({ name, state: seenIn(patroni)?.state ?? '' }));
  return states
    .filter(({ state }) => !['', 'running'].includes(state))
    .map(({ name, state }) => `${name} is ${state}`);
}

/** Whoever could not be asked is judged for that, not for what it might have said. */
function postgresIsBlind(member: ReturnType<typeof memberNamed>): boolean {
  return member?.postgres != null && 'unseen' in member.postgres;
}

/** A key that nobody has renewed for its time to live is nobody's, by the clock of whoever looks; hence the margin. */
function absence(key: LeaderSeen | null, at: string): string {
  if (key === null) return 'there is no leader key';
  if (key.leader === '') return 'the leader key is empty';
  const age = (Date.parse(at) - Date.parse(key.renewedAt)) / 1000;
  return age > key.ttl + 5
    ? `${key.leader} renewed the leader key ${Math.round(age)} s ago (ttl ${key.ttl} s)`
    : '';
}
