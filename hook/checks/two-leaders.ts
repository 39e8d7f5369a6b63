import { finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import { writersOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { listed, postgresOf } from './view.ts';

/** Asked of every Postgres itself: the leader key knows of one at most. */
export const twoLeaders: Check = {
  title: 'no two members take writes',
  codes: ['PHA0302'],
  known: postgresIsKnown,
  judge: ({ namespace, name: scope, members, dcs }) => {
    const writing = writersOf({ members });
    if (writing.length < 2) return [];
    const seen = writing.map((member) => {
      const { timeline, lsn } = postgresOf(member) ?? { timeline: null, lsn: '' };
      return `${member.name} is not in recovery, timeline ${timeline ?? '?'}, at ${lsn}`;
    });
    const names = writing.map(({ name }) => name);
    const leader = seenIn(dcs.leader)?.leader ?? 'nobody';
    const other = names.find((name) => name !== leader) ?? '';
    return [finding('PHA0302', { members: listed(names), leader, other, namespace, scope }, seen)];
  },
};
