import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { leaderName, secretName } from './names.ts';
import { majorOf, pods, postgresOf, runs, said } from './view.ts';

export const postgres: Check = {
  title: 'Postgres runs in every member',
  codes: ['PHA0305', 'PHA0903', 'PHA0904', 'PHA0905'],
  known: postgresIsKnown,
  judge: (observation) => {
    const running = pods(observation).filter(({ pod }) => runs(pod) && !pod.terminating);
    return onlyOnce(running.flatMap(({ member }) => judgeOne(observation, member)));
  },
  note: ({ members }) => {
    const versions = members.map(postgresOf).flatMap((seen) => (seen === null ? [] : [majorOf(seen)]));
    return `PostgreSQL ${[...new Set(versions)].join(', ')}`;
  },
};

const complaint = /\b(FATAL|PANIC|ERROR)\b|Error\b|could not|No such file/;

function judgeOne(observation: Observation, of: Member): Finding[] {
  const { name: member, patroni, postgres: asked } = of;
  const { namespace } = observation;
  if (asked === null || 'seen' in asked || asked.unseen.kind === 'forbidden') return [];
  const state = seenIn(patroni)?.state ?? '';
  if (state !== '' && state !== 'running')
    return [finding('PHA0305', { member, namespace }, [`Patroni says: ${state}`, ...said(of, complaint)])];
  const { kind, what, because } = asked.unseen;
  const secret = secretName(observation);
  const leader = leaderName(observation);
  if (kind === 'not found') return [finding('PHA0904', { secret, namespace, leader }, [because])];
  if (kind === 'refused') return [finding('PHA0905', { member, secret, namespace, leader }, [because])];
  return [finding('PHA0903', { member, service: silent(patroni) }, [`could not ${what}: ${because}`])];
}

function silent(patroni: Member['patroni']): string {
  return seenIn(patroni) === null ? 'Patroni and Postgres' : 'Postgres';
}

/** A password that is not there is one finding, not one per member. */
function onlyOnce(findings: Finding[]): Finding[] {
  return findings.filter(
    ({ code, member }, at) => member !== undefined || findings.findIndex((f) => f.code === code) === at,
  );
}
