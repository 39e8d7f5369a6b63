/** What a roll does with the release's own policies and with streams that are older than what is on their path. */
import { expect, test } from '@jest/globals';
import { Memory } from '../../hook/apply/memory.ts';
import { noPast, planOf, wordsFor, type Past, type Step } from '../../hook/apply/plan.ts';
import { streamsOf } from '../../hook/apply/streams.ts';
import type { Observation, OwnPolicySeen } from '../../hook/observe/observation.ts';
import { healthy, pod, seen } from './observations.ts';
import { SimulatedCluster } from './simulated-cluster.ts';

const now = 'apply-now';

const policy = (change: Partial<OwnPolicySeen> = {}): OwnPolicySeen => ({
  kind: 'PeerAuthentication',
  name: 'db-patroni',
  applyJob: now,
  isKept: true,
  ...change,
});
const plaintext = policy({ kind: 'DestinationRule', name: 'db-patroni-members-plaintext' });

/** A healthy cluster whose release asks for `asked` and has `own`. */
function cluster(asked: string[], own: OwnPolicySeen[]): Observation {
  return healthy((o) => {
    Object.assign(seen(o.statefulSet), { policies: asked, applyJob: now });
    seen(o.policies).own = own;
  });
}

const settled: Past = { ...noPast, stale: new Set() };
const plan = (observation: Observation, past = settled): string[] => planOf(observation, past).map(wordsFor);

test('nothing is touched before every policy of this revision is there: Helm makes them after the Job', () => {
  const old = policy({ applyJob: 'apply-before' });
  expect(plan(cluster(['PeerAuthentication/db-patroni'], [old]))).toEqual([
    'wait: PeerAuthentication/db-patroni of this revision is not there yet',
  ]);
});

test('policies that could not be looked at are waited for, and only where there are any', () => {
  const blind = (asked: string[]): Observation => {
    const made = cluster(asked, []);
    made.policies = { unseen: { kind: 'refused', what: 'list them', because: 'no' } };
    return made;
  };
  expect(plan(blind(['PeerAuthentication/db-patroni']))).toEqual([
    "wait: Istio's policies could not be looked at",
  ]);
  expect(plan(blind([]))).toEqual([]);
});

test('Helm is told to leave what a later move needs, before the first member is replaced; what only tunes is not kept', () => {
  const made = new SimulatedCluster().observation();
  const tuning = policy({ kind: 'DestinationRule', name: 'db-patroni-members', isKept: false });
  const loose = [policy({ isKept: false }), { ...plaintext, isKept: false }, tuning];
  Object.assign(seen(made.statefulSet), { policies: ['PeerAuthentication/db-patroni'] });
  seen(made.policies).own = loose;
  const [first, second] = plan(made, noPast);
  expect(first).toMatch(
    /^keep PeerAuthentication\/db-patroni, DestinationRule\/db-patroni-members-plaintext:/,
  );
  expect(second).toMatch(/^replace db-patroni-1/);
});

test('what the mode before has left goes after the last member has left it, not earlier', () => {
  const rolling = new SimulatedCluster().observation();
  seen(rolling.policies).own = [{ ...plaintext, applyJob: 'apply-before' }];
  const steps = plan(rolling, noPast);
  expect(steps[0]).toMatch(/^replace/);
  expect(steps.findIndex((step) => step.startsWith('drop'))).toBeGreaterThan(
    steps.findLastIndex((step) => /^(replace|checkpoint|prove db-patroni-2)/.test(step)),
  );

  const rolled = cluster([], [{ ...plaintext, applyJob: 'apply-before' }]);
  expect(plan(rolled)[0]).toMatch(/^drop DestinationRule\/db-patroni-members-plaintext:/);
});

test('before the first member goes around its proxy, those of all members speak plaintext, and so do the clients', () => {
  const rolling = new SimulatedCluster().observation();
  Object.assign(seen(rolling.statefulSet), { mode: 'exclude' });
  const traffic = { inbound: 'PERMISSIVE', restApi: 'STRICT', rule: '', changedAt: '' } as const;
  const speak = (outbound: 'mTLS' | 'plaintext'): void => {
    for (const member of rolling.members) member.traffic = { seen: { ...traffic, outbound } };
  };
  speak('mTLS');
  expect(plan(rolling, noPast)[0]).toMatch(
    /^wait: the proxies of db-patroni-0, db-patroni-1, db-patroni-2 do not speak plaintext to 5432 yet/,
  );
  speak('plaintext');
  expect(plan(rolling, noPast)[0]).toMatch(/^replace db-patroni-1/);
});

test('streams that stood before are opened anew, one after the other, each proven', () => {
  const made = cluster([], []);
  expect(plan(made, { ...noPast, stale: streamsOf(made) })).toEqual([
    'reopen the stream of db-patroni-0 from db-patroni-2: its stream is older than what is on its path',
    'prove db-patroni-0: it has to stream again',
    'reopen the stream of db-patroni-1 from db-patroni-2: its stream is older than what is on its path',
    'prove db-patroni-1: it has to stream again',
  ]);
});

test('before the proxies have settled no stream is known to be old', () => {
  expect(plan(cluster([], []), noPast)).toEqual(['wait: the proxies have not settled yet']);
});

test('while one replica does not stream, no other is cut', () => {
  const made = cluster([], []);
  const [first] = seen(made.rounds.last === null ? null : { seen: made.rounds.last }).streams;
  Object.assign(first ?? {}, { received: false });
  expect(plan(made, { ...noPast, stale: streamsOf(made) })).toEqual([]);
});

test('the only synchronous replica is left alone: commits would wait for nobody', () => {
  const made = cluster([], []);
  made.dcs.sync = { seen: { sync_standby: 'db-patroni-0' } };
  const steps = plan(made, { ...noPast, stale: streamsOf(made) });
  expect(steps.join()).not.toContain('db-patroni-0 from');
  expect(steps).toHaveLength(2);
  made.dcs.sync = { seen: { sync_standby: 'db-patroni-0,db-patroni-1' } };
  expect(plan(made, { ...noPast, stale: streamsOf(made) })).toHaveLength(4);
});

test('after a policy was taken away, streams that were opened before that are old again', () => {
  const memory = new Memory(0);
  const made = cluster([], []);
  expect(memory.past(made).stale?.size).toBe(2);
  memory.remember({ do: 'drop', policies: [plaintext], because: '' } satisfies Step);
  const reopened = cluster([], []);
  for (const stream of reopened.rounds.last?.streams ?? []) stream.pid += 1;
  expect(memory.past(reopened).stale).toEqual(streamsOf(reopened));
});

test('a proxy that has not taken its policy has not settled', () => {
  const made = cluster([], []);
  const [member] = made.members;
  if (member === undefined) throw new Error('the fixture has no member');
  member.traffic = {
    seen: { inbound: 'PERMISSIVE', restApi: '', outbound: 'mTLS', rule: '', changedAt: '' },
  };
  const labels = { ...pod(member).labels };
  const disable = { name: 'x', namespace: 'demo', createdAt: '', selector: labels, mode: '' };
  seen(made.policies).peerAuthentications = [{ ...disable, portModes: { '5432': 'DISABLE' } }];
  expect(new Memory(0).past(made).stale).toBeNull();
  member.traffic = { seen: { inbound: 'DISABLE', restApi: '', outbound: 'mTLS', rule: '', changedAt: '' } };
  expect(new Memory(0).past(made).stale?.size).toBe(2);
});
