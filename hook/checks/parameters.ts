import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { leaderName } from './names.ts';
import { listed, postgresOf, said, statefulSet } from './view.ts';

/** Patroni's words about what it leaves out. */
const removing = /WARNING: Removing /;

export const parameters: Check = {
  title: 'every parameter asked for is set',
  codes: ['PHA0506', 'PHA0508'],
  known: postgresIsKnown,
  judge: (observation) =>
    observation.members.flatMap((member) => [...leftOut(member), ...pending(observation, member)]),
};

function leftOut(member: Member): Finding[] {
  const names = postgresOf(member)?.leftOut ?? [];
  if (names.length === 0) return [];
  const seen = names.map((name) => `pg_settings has no ${name} from Patroni's postgresql.conf`);
  const about = { member: member.name, parameters: listed(names) };
  return [finding('PHA0506', about, [...seen, ...said(member, removing)])];
}

function pending(observation: Observation, member: Member): Finding[] {
  const asked = statefulSet(observation)?.dcsParameters ?? [];
  const waiting = seenIn(member.patroni)?.pendingParameters ?? {};
  const names = Object.keys(waiting).filter((name) => asked.includes(name));
  if (names.length === 0) return [];
  const { name, namespace } = observation;
  const about = { member: member.name, parameters: listed(names), name, namespace };
  const seen = names.map((parameter) => `${parameter}: ${waiting[parameter] ?? ''}`);
  return [finding('PHA0508', { ...about, leader: leaderName(observation) }, seen)];
}
