import { expect, test } from '@jest/globals';
import { noPast, planOf, wordsFor, type Past, type Step } from '../../hook/apply/plan.ts';
import type { Observation } from '../../hook/observe/observation.ts';
import { healthy, observation as recordedObservation, seen } from './observations.ts';
import { refused, SimulatedCluster, type State } from './simulated-cluster.ts';

function brief(step: Step | undefined): string {
  if (step === undefined) return 'nothing';
  if (step.do === 'wait') return 'wait';
  if ('policies' in step) return `${step.do} ${step.policies.map(({ name }) => name).join(' ')}`;
  return step.do === 'switchover' ? `${step.do} ${step.member} ${step.to}` : `${step.do} ${step.member}`;
}

function plan(made: Observation | SimulatedCluster, past: Partial<Past> = {}): string[] {
  const seenNow = made instanceof SimulatedCluster ? made.observation() : made;
  return planOf(seenNow, { ...noPast, ...past }).map(brief);
}

function cluster(change: (cluster: SimulatedCluster) => void = () => undefined): SimulatedCluster {
  const made = new SimulatedCluster();
  change(made);
  return made;
}

test('every pod is of the revision asked for: nothing to do', () => {
  expect(plan(healthy(), { stale: new Set() })).toEqual([]);
});

test('a first install waits for nobody', () => {
  const made = new SimulatedCluster('new');
  made.leader = '';
  made.initialized = false;
  for (const member of Object.values(made.members)) member.state = 'gone';
  expect(plan(made)).toEqual([]);
});

test('the whole plan: replicas from the last ordinal, each proven, then the leader after a switchover', () => {
  expect(plan(cluster())).toEqual([
    'replace db-patroni-1',
    'prove db-patroni-1',
    'replace db-patroni-0',
    'prove db-patroni-0',
    'switchover db-patroni-2 the best replica',
    'replace db-patroni-2',
    'prove db-patroni-2',
  ]);
});

test('a replica that does not stream goes before one that does: it can lose nothing', () => {
  const made = cluster(({ members }) => {
    members['db-patroni-0'].state = 'deaf';
  });
  expect(plan(made)[0]).toBe('replace db-patroni-0');
});

test.each<[string, State]>([
  ['is not there yet', 'gone'],
  ['does not come up', 'broken'],
  ['runs and does not stream', 'deaf'],
])('while a new member %s, no older one is touched', (_, state) => {
  const made = cluster(({ members }) => {
    members['db-patroni-1'] = { revision: 'new', state };
  });
  expect(plan(made)[0]).toBe('prove db-patroni-1');
});

test('what this run replaced has to prove itself, also when nothing old is left', () => {
  const made = new SimulatedCluster('new');
  made.members['db-patroni-1'].state = 'deaf';
  expect(plan(made, { restarted: new Set(['db-patroni-1']) })).toEqual(['prove db-patroni-1']);
  expect(plan(made)).toEqual([]);
});

test('a replica that streams and is not Ready is not yet what a Service leads to', () => {
  const made = cluster(({ members }) => {
    members['db-patroni-1'].revision = 'new';
  }).observation();
  seen(made.members[1]?.pod ?? null).ready = false;
  expect(plan(made)[0]).toBe('prove db-patroni-1');
});

test('a message that was received and not applied proves nothing', () => {
  const made = cluster(({ members }) => {
    members['db-patroni-1'].revision = 'new';
  }).observation();
  for (const stream of made.rounds.last?.streams ?? []) stream.applied = false;
  expect(plan(made)[0]).toBe('prove db-patroni-1');
});

test.each<State>(['broken', 'stopped'])(
  'an old member that is %s is replaced first, without proof',
  (state) => {
    const made = cluster(({ members }) => {
      members['db-patroni-0'].state = state;
      members['db-patroni-1'] = { revision: 'new', state: 'deaf' };
    });
    expect(plan(made)[0]).toBe('replace db-patroni-0');
  },
);

test('a failed first install: all of them at once', () => {
  const made = cluster((one) => {
    one.leader = '';
    one.initialized = false;
    for (const member of Object.values(one.members)) member.state = 'broken';
  });
  const steps = planOf(made.observation(), noPast);
  expect(steps.map(brief)).toEqual(['replace db-patroni-0', 'replace db-patroni-1', 'replace db-patroni-2']);
  expect(steps[0]?.because).toBe('the cluster was never initialized');
});

test('a member that could not be asked is not taken for dead', () => {
  const made = cluster().observation();
  const [first] = made.members;
  Object.assign(first ?? {}, {
    postgres: { unseen: { kind: 'refused', what: 'ask', because: 'password authentication failed' } },
  });
  expect(plan(made)[0]).toBe('replace db-patroni-1');
});

test('a leader that recovers from a crash is left alone; one whose Patroni is gone too is not', () => {
  const made = cluster(({ members }) => {
    members['db-patroni-2'].state = 'stopped';
  }).observation();
  expect(plan(made)).toEqual(['wait']);
  const leader = made.members[2];
  Object.assign(leader ?? {}, { patroni: refused('ask Patroni') });
  expect(plan(made)[0]).toBe('replace db-patroni-2');
});

test('the last step but two: the leader hands over to a proven replica, a synchronous one first', () => {
  const made = cluster(({ members }) => {
    members['db-patroni-0'].revision = 'new';
    members['db-patroni-1'].revision = 'new';
  }).observation();
  expect(plan(made)[0]).toBe('switchover db-patroni-2 db-patroni-0');
  made.dcs.sync = { seen: { leader: 'db-patroni-2', sync_standby: 'db-patroni-1' } };
  expect(plan(made)[0]).toBe('switchover db-patroni-2 db-patroni-1');
});

test('nobody may take over: the leader stays', () => {
  const made = cluster(({ members }) => {
    members['db-patroni-0'].revision = 'new';
    members['db-patroni-1'].revision = 'new';
  }).observation();
  for (const { patroni } of made.members) seen(patroni).tags = { nofailover: true };
  expect(plan(made)).toEqual(['wait']);
});

test('after the switchover the old leader is a replica like any other', () => {
  const made = cluster((one) => {
    one.members['db-patroni-0'].revision = 'new';
    one.members['db-patroni-1'].revision = 'new';
    one.leader = 'db-patroni-1';
  });
  expect(plan(made)).toEqual(['replace db-patroni-2', 'prove db-patroni-2']);
});

test.each<[string, (one: SimulatedCluster) => void]>([
  ['is paused', (one) => (one.paused = true)],
  ['has no leader', (one) => (one.leader = '')],
])('a cluster that %s is not rolled', (_, change) => {
  expect(plan(cluster(change))).toEqual(['wait']);
});

test('a leader on an ordinal that is being removed has to hand over first', () => {
  const made = cluster().observation();
  made.members.pop();
  const [step] = planOf(made, noPast);
  expect(step).toEqual({
    do: 'wait',
    because: 'db-patroni-2 leads, but is not among the 2 members asked for, and has to hand over',
    heals: true,
  });
});

test('nobody has been writing for a minute: whoever has most of the WAL is replaced', () => {
  const made = cluster((one) => (one.leader = '')).observation();
  const [, second] = made.members;
  seen(second?.postgres ?? null).lsn = '1/0';
  expect(plan(made, { stalledMs: 59_000 })).toEqual(['wait']);
  expect(plan(made, { stalledMs: 60_000 })[0]).toBe('replace db-patroni-1');
  Object.assign(seen(second?.pod ?? null), { revision: 'new' });
  expect(plan(made, { stalledMs: 90_000 })[0]).toBe('prove db-patroni-1');
});

test('who takes writes without the leader key is not replaced, however long it lasts', () => {
  const made = cluster((one) => (one.leader = '')).observation();
  const [first] = made.members;
  seen(first?.postgres ?? null).inRecovery = false;
  expect(plan(made, { stalledMs: 600_000 })).toEqual(['wait']);
});

test('one member: checkpoint, restart, lead again', () => {
  const single = recordedObservation('healthy-single');
  expect(plan(single)).toEqual([]);
  seen(single.statefulSet).updateRevision = 'new';
  const steps = planOf(single, noPast);
  expect(steps.map(wordsFor)).toEqual([
    'checkpoint, then replace db-patroni-0: the only member, of the old revision',
    'prove db-patroni-0: it has to lead again',
  ]);
});

test('a pod that could not be looked at: nothing is decided', () => {
  const made = cluster().observation();
  const [first] = made.members;
  Object.assign(first ?? {}, { pod: refused('read Pod') });
  expect(plan(made)).toEqual(['wait']);
});
