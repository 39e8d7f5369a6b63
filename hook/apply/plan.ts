/**
 * What is to be done to bring a running cluster to the revision that the release asks for: pure, printable, and made
 * anew from each look, so that carrying out its first step again and again is the whole roll.
 */
import { statefulSet } from '../checks/view.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation } from '../observe/observation.ts';
import { candidates, isInitialized, isProven, leaderOf, standingOf, type Standing } from './standing.ts';

export type Step =
  /** Delete the pod of a member; the StatefulSet makes it anew. With a checkpoint first where it takes writes. */
  | { do: 'replace'; member: string; uid: string; checkpoint: boolean; because: string }
  /** Look until the member leads or has received what the leader wrote. */
  | { do: 'prove'; member: string; because: string }
  /** Write a checkpoint, so that the hand-over is short, and hand the leader key to a replica that is proven. */
  | { do: 'switchover'; member: string; to: string; because: string }
  /** Nothing may be done now. */
  | { do: 'wait'; because: string };

interface Row {
  member: Member;
  standing: Standing;
  uid: string;
}

type Decider = (rows: Row[], observation: Observation, restarted: ReadonlySet<string>) => Step[] | null;

const named = (rows: Row[], standing: Standing): Row[] => rows.filter((row) => row.standing === standing);

const replace = ({ member, uid }: Row, because: string, checkpoint = false): Step => ({
  do: 'replace',
  member: member.name,
  uid,
  checkpoint,
  because,
});

/** What was replaced by us, or stands on the new revision while old ones are left, has to prove itself first. */
const proveFirst: Decider = (rows, _observation, restarted) => {
  const anyOld = named(rows, 'old').length > 0;
  const unproven = [...named(rows, 'coming'), ...named(rows, 'new')].filter(
    ({ member }) => anyOld || restarted.has(member.name),
  );
  if (unproven.length === 0) return null;
  return unproven.map(({ member }) => ({
    do: 'prove',
    member: member.name,
    because: 'it is of the new revision, and nothing older is touched before it streams',
  }));
};

/** A member that does no work can lose none. */
const replaceDead: Decider = (rows, observation) => {
  const dead = named(rows, 'dead');
  if (dead.length === 0) return null;
  const all = leaderOf(observation) === '' && !isInitialized(observation);
  const because = all ? 'the cluster was never initialized' : 'its Postgres does not run';
  return dead.map((row) => replace(row, because));
};

/** Somebody has to lead before anybody may be stopped: what is replaced could not be proven. */
const leaderless: Decider = (rows, observation) => {
  if (leaderOf(observation) !== '' || named(rows, 'old').length === 0) return null;
  return [{ do: 'wait', because: 'nobody holds the leader key' }];
};

const paused: Decider = (rows, { dcs }) => {
  const isPaused = seenIn(dcs.config)?.config?.['pause'] === true;
  if (!isPaused || named(rows, 'old').length === 0) return null;
  return [
    {
      do: 'wait',
      because: 'Patroni is paused, and a paused member does not stop Postgres: run patronictl resume',
    },
  ];
};

/** What does not stream first, which loses nothing; then the last ordinal, as a StatefulSet does. */
const rollReplicas: Decider = (rows, observation) => {
  const leader = leaderOf(observation);
  const replicas = named(rows, 'old').filter(({ member }) => member.name !== leader);
  if (replicas.length === 0) return null;
  const streams = ({ member }: Row): number => (isProven(observation, member) ? 1 : 0);
  return replicas
    .reverse()
    .sort((one, other) => streams(one) - streams(other))
    .flatMap((row): Step[] => [
      replace(row, 'a replica of the old revision'),
      { do: 'prove', member: row.member.name, because: 'it has to receive what the leader writes' },
    ]);
};

/** With one member there is nobody to hand over to, and no net. */
const rollSingle: Decider = (rows) => {
  const [only] = named(rows, 'old');
  if (only === undefined || rows.length > 1) return null;
  const member = only.member.name;
  return [
    replace(only, 'the only member, of the old revision', true),
    { do: 'prove', member, because: 'it has to lead again' },
  ];
};

const rollLeader: Decider = (rows, observation) => {
  const old = named(rows, 'old').find((row) => row.member.name === leaderOf(observation));
  if (old === undefined || rows.length === 1) return null;
  const member = old.member.name;
  const [best] = candidates(observation);
  if (best === undefined)
    return [{ do: 'wait', because: `no replica is proven that ${member} could hand over to` }];
  return [
    { do: 'switchover', member, to: best.name, because: 'the leader is of the old revision' },
    replace(old, 'a replica by then, of the old revision'),
    { do: 'prove', member, because: 'it has to receive what the new leader writes' },
  ];
};

/** First answer wins. */
const deciders: Decider[] = [
  replaceDead,
  leaderless,
  paused,
  proveFirst,
  rollSingle,
  rollReplicas,
  rollLeader,
];

/** A pod that could not be looked at is neither old nor new: nothing is decided before it is seen. */
function rowsOf(observation: Observation): Row[] | null {
  const { members } = observation;
  if (statefulSet(observation) === null || members.some(({ pod }) => 'unseen' in pod)) return null;
  return members.map((member) => ({
    member,
    standing: standingOf(observation, member),
    uid: seenIn(member.pod)?.uid ?? '',
  }));
}

/**
 * The steps from here to the end; empty when nothing is left to do.
 * @param restarted members that were replaced by this run, which have to prove themselves
 */
export function planOf(observation: Observation, restarted: ReadonlySet<string>): Step[] {
  const rows = rowsOf(observation);
  if (rows === null) return [{ do: 'wait', because: 'the members could not all be looked at' }];
  const [first = null, ...rest] = deciders
    .map((decide) => decide(rows, observation, restarted))
    .filter((steps) => steps !== null);
  if (first === null) return [];
  // What follows the first answer is a forecast: each step is decided anew when its turn comes.
  return first[0]?.do === 'wait' ? first : [...first, ...rest.flat()];
}

/** A step in words. */
export function wordsFor(step: Step): string {
  if (step.do === 'wait') return `wait: ${step.because}`;
  const to = step.do === 'switchover' ? ` to ${step.to}` : '';
  return `${step.do} ${step.member}${to}: ${step.because}`;
}
