import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { LeaderSeen, Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { listed, memberNamed, postgresOf } from './view.ts';

export const leader: Check = {
  title: 'exactly one leader',
  codes: ['PHA0301', 'PHA0302', 'PHA0309'],
  known: postgresIsKnown,
  judge: (observation) => {
    if ('unseen' in observation.dcs.leader) return [];
    const key = observation.dcs.leader.seen;
    const writing = observation.members.filter((member) => postgresOf(member)?.inRecovery === false);
    const names = writing.map(({ name }) => name);
    if (names.length > 1) return [twoLeaders(observation, names, key)];
    const absent = absence(key, observation.at);
    if (key === null || absent !== '') {
      const facts = names.map((name) => `${name} takes writes all the same`);
      return [finding('PHA0301', { key: `${observation.name}-leader` }, [absent, ...facts])];
    }
    const holder = memberNamed(observation, key.leader);
    if (names[0] === key.leader || postgresIsBlind(holder)) return [];
    return [
      finding(
        'PHA0309',
        { leader: key.leader },
        names.map((name) => `${name} takes writes`),
      ),
    ];
  },
  note: (observation) => {
    const primary = primaryOf(observation);
    return `${primary?.name ?? ''}, timeline ${postgresOf(primary)?.timeline ?? '?'}`;
  },
};

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

function twoLeaders(observation: Observation, names: string[], key: LeaderSeen | null): Finding {
  const seen = names.map((name) => {
    const postgres = seenIn(memberNamed(observation, name)?.postgres ?? null);
    return `${name} is not in recovery, timeline ${postgres?.timeline ?? '?'}, at ${postgres?.lsn ?? '?'}`;
  });
  return finding('PHA0302', { members: listed(names), leader: key?.leader ?? 'nobody' }, seen);
}
