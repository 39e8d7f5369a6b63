/** The rules of a roll by role, the strictest first; each says what it would do, or null when it has nothing to say. */
import { podOf, postgresOf, statefulSet } from '../checks/view.ts';
import { finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import { reached } from '../observe/lsn.ts';
import type { Member, Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import type { Past, Step } from './plan.ts';
import { dropPolicies, keepPolicies, waitForPlaintext, waitForPolicies } from './policies.ts';
import { candidates, isInitialized, leaderOf, nobodyWrites, streams, type Standing } from './standing.ts';
import { reopenStreams } from './streams.ts';

export interface Row {
  member: Member;
  standing: Standing;
  /** Of its pod. */
  uid: string;
}

type Decider = (rows: Row[], observation: Observation, past: Past) => Step[] | null;

/** So long a failover may take before nobody is expected to lead any more; twice Patroni's usual ttl. */
const stalledMs = 60_000;

const named = (rows: Row[], standing: Standing): Row[] => rows.filter((row) => row.standing === standing);

const replace = ({ member, uid }: Row, because: string, checkpoint = false): Step => ({
  do: 'replace',
  member: member.name,
  uid,
  checkpoint,
  because,
});

const prove = ({ member }: Row, because: string): Step => ({ do: 'prove', member: member.name, because });

const wait = (because: string, heals = true): Step[] => [{ do: 'wait', because, heals }];

/** A member that does no work can lose none. */
const replaceDead: Decider = (rows, observation) => {
  const dead = named(rows, 'dead');
  if (dead.length === 0) return null;
  const neverMade = leaderOf(observation) === '' && !isInitialized(observation);
  const because = neverMade ? 'the cluster was never initialized' : 'its Postgres does not run';
  return dead.map((row) => replace(row, because));
};

/** What was replaced by us, or stands on the new revision while old ones are left, has to prove itself first. */
const proveFirst: Decider = (rows, _observation, { restarted, reopened }) => {
  const anyOld = named(rows, 'old').length > 0;
  const unproven = [...named(rows, 'coming'), ...named(rows, 'new')].filter(
    ({ member: { name } }) => anyOld || restarted.has(name) || reopened.has(name),
  );
  if (unproven.length === 0) return null;
  const because = anyOld ? 'nothing older is touched before it streams' : 'it has to stream';
  return unproven.map((row) => prove(row, because));
};

/**
 * Somebody has to lead before anybody is stopped, for what is replaced could not be proven; unless nobody has been taking
 * writes for so long that the new revision is what may mend it: then whoever has most of the WAL goes first.
 */
const leaderless: Decider = (rows, observation, past) => {
  const old = named(rows, 'old');
  const leader = leaderOf(observation);
  if (old.length === 0 || (leader !== '' && primaryOf(observation)?.name === leader)) return null;
  const [first] = old.sort(({ member: one }, { member: other }) => mostWal(one, other));
  if (first !== undefined && nobodyWrites(observation) && past.stalledMs >= stalledMs) {
    return [replace(first, 'nobody leads, and it has most of the WAL'), prove(first, 'it has to lead')];
  }
  if (leader === '') return wait('nobody holds the leader key');
  const isMember = rows.some(({ member }) => member.name === leader);
  return isMember
    ? wait(`${leader} holds the leader key, but was not seen to take writes`)
    : wait(`${leader} leads, but is not among the ${rows.length} members asked for, and has to hand over`);
};

function mostWal(one: Member, other: Member): number {
  const [lsn, otherLsn] = [one, other].map((member) => postgresOf(member)?.lsn ?? '0/0');
  return reached(lsn ?? '', otherLsn ?? '') ? -1 : 1;
}

const paused: Decider = (rows, { dcs, name, namespace }) => {
  const isPaused = seenIn(dcs.config)?.config?.['pause'] === true;
  if (!isPaused || named(rows, 'old').length === 0) return null;
  const found = finding('PHA0519', { member: `${name}-0`, namespace });
  return [{ do: 'wait', because: found.title, heals: false, finding: found }];
};

/** Why a member is old, for its step. */
function age({ member }: Row, observation: Observation): string {
  const isOfNow = podOf(member)?.revision === statefulSet(observation)?.updateRevision;
  return isOfNow ? 'which was started before the Secret was changed' : 'of the old revision';
}

/** With one member there is nobody to hand over to, and no net. */
const rollSingle: Decider = (rows, observation) => {
  const [only] = named(rows, 'old');
  if (only === undefined || rows.length > 1) return null;
  return [
    replace(only, `the only member, ${age(only, observation)}`, true),
    prove(only, 'it has to lead again'),
  ];
};

/** What does not stream first, which loses nothing; then the last ordinal, as a StatefulSet does. */
const rollReplicas: Decider = (rows, observation) => {
  const replicas = named(rows, 'old').filter(({ member }) => member.name !== leaderOf(observation));
  if (replicas.length === 0) return null;
  const working = ({ member }: Row): number => (streams(observation, member) ? 1 : 0);
  return replicas
    .reverse()
    .sort((one, other) => working(one) - working(other))
    .flatMap((row) => [
      replace(row, `a replica ${age(row, observation)}`),
      prove(row, 'it has to receive what the leader writes'),
    ]);
};

const rollLeader: Decider = (rows, observation) => {
  const old = named(rows, 'old').find((row) => row.member.name === leaderOf(observation));
  if (old === undefined || rows.length === 1) return null;
  const member = old.member.name;
  const [best] = candidates(observation);
  const allProven = rows.every((row) => row === old || row.standing === 'proven');
  if (best === undefined && allProven)
    return wait(`no replica may take over from ${member} (tag nofailover)`, false);
  return [
    {
      do: 'switchover',
      member,
      to: best?.name ?? 'the best replica',
      because: `the leader, ${age(old, observation)}`,
    },
    replace(old, `a replica by then, ${age(old, observation)}`),
    prove(old, 'it has to receive what the new leader writes'),
  ];
};

/** First answer wins; what the others say is the forecast. */
export const deciders: Decider[] = [
  (_rows, observation) => waitForPolicies(observation),
  (_rows, observation) => keepPolicies(observation),
  replaceDead,
  proveFirst,
  leaderless,
  paused,
  (rows, observation) => (named(rows, 'old').length === 0 ? null : waitForPlaintext(observation)),
  rollSingle,
  rollReplicas,
  rollLeader,
  (_rows, observation) => dropPolicies(observation),
  (_rows, observation, past) => reopenStreams(observation, past),
];
