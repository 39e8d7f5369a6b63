import { expect, test } from '@jest/globals';
import { judge } from '../../hook/checks/judge.ts';
import { json } from '../../hook/report/json.ts';
import { sentence } from '../../hook/report/sentence.ts';
import { header, text } from '../../hook/report/text.ts';
import { healthy, observation, replicaOf } from './observations.ts';

function report(name: string): string {
  const seen = observation(name);
  return `${header('verify', seen)}\n\n${text(seen, judge(seen))}\n`;
}

test.each([
  'healthy-mtls',
  'policy-cuts-replication',
  'replication-login-refused',
  'monitor-password-missing',
])('the report on %s', (name) => {
  expect(report(name)).toMatchSnapshot();
});

test('the last line stands alone', () => {
  const last = report('policy-cuts-replication').trimEnd().split('\n').at(-1);
  expect(last).toMatch(
    /^release db is not healthy: PeerAuthentication tool\/no-mtls-5432 .*db-patroni-\d.*\(PHA0103\); db-patroni-2 takes writes$/,
  );
});

test('what could not be looked at is not called unhealthy', () => {
  const seen = observation('monitor-password-missing');
  expect(sentence(seen, judge(seen))).toMatch(/^could not look at release db: .*\(PHA0904\)$/);
});

test('of an apply Job that left no word, what Kubernetes says is said as that', () => {
  const seen = observation('roll-stopped');
  Object.assign(seen.apply, {
    lease: { seen: null },
    job: { seen: { name: 'apply-now', complete: false, failed: true, because: 'Job has reached the limit' } },
  });
  expect(text(seen, judge(seen))).toContain(
    'seen    the pod of apply-now was ended before it left a word: Job has reached the limit',
  );
});

test('nothing of the cluster steers the terminal', () => {
  const seen = healthy((made) => {
    made.release = 'db\u001b]0;title\u0007';
    replicaOf(made).patroni = { seen: { ...stopped, state: 'stopped\u001b[2J' } };
    replicaOf(made).postgres = { unseen: { kind: 'unreachable', what: 'ask', because: '\u001b[31m' } };
  });
  const all = `${header('verify', seen)}${text(seen, judge(seen))}`;
  expect(all).not.toMatch(/[\p{Cc}--\n]/v);
});

test('JSON holds what was seen, so that it can be judged again', () => {
  const seen = observation('policy-cuts-replication');
  const printed = JSON.parse(json('verify', seen, judge(seen))) as {
    observation: typeof seen;
    findings: unknown[];
  };
  expect(printed.observation).toEqual(seen);
  expect(judge(printed.observation).findings).toEqual(printed.findings);
});

const stopped = {
  role: 'replica',
  timeline: null,
  systemIdentifier: '',
  serverVersion: null,
  dcsLastSeenAgo: null,
  clusterUnlocked: false,
  pendingRestart: false,
  paused: false,
  replicationState: '',
  tags: {},
};
