/** What a live cluster does not show on demand, made from a healthy recorded one by the smallest change that tells. */
import { type Finding, type FindingCode, finding } from '../../hook/findings.ts';
import type { Observation } from '../../hook/observe/observation.ts';
import { healthy, leaderOf, pod, replicaOf, seen } from './observations.ts';

interface Changed {
  codes: FindingCode[];
  make: () => Observation;
}

function change(codes: FindingCode[], by: (observation: Observation) => void): Changed {
  return { codes, make: () => healthy(by) };
}

export const changed: Record<string, Changed> = {
  'the headless Service is not there': change(['PHA0105'], (o) => {
    o.services.members = { seen: null };
  }),
  'port 5432 of the headless Service has a name that Istio sniffs': change(['PHA0105'], (o) => {
    const [port] = seen(o.services.members).ports;
    Object.assign(port ?? {}, { name: 'postgresql', appProtocol: '' });
  }),
  'no node has room, and the claim waits for its first consumer': change(['PHA0202'], (o) => {
    const replica = replicaOf(o);
    const because = '0/1 nodes are available: 1 Insufficient cpu.';
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: because,
      since: '',
    };
    Object.assign(pod(replica), { conditions: [condition], containers: [], ready: false, ip: '' });
    const volume = { seen: { phase: 'Pending', storageClass: 'local', createdAt: '' } };
    Object.assign(replica, { volume, proxy: null, patroni: null, postgres: null });
  }),
  'the leader alone runs, and keeps the others off its node': change(['PHA0212'], (o) => {
    const because =
      "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules. preemption: none.";
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message: because,
      since: '',
    };
    const replica = replicaOf(o);
    Object.assign(pod(replica), { conditions: [condition], containers: [], ready: false, ip: '' });
    Object.assign(replica, { proxy: null, patroni: null, postgres: null });
  }),
  'a refusal that has been mended, and then another cut': change(['PHA0402'], (o) => {
    const replica = replicaOf(o);
    const primary =
      'could not connect to the primary server: connection to server at "10.0.0.1", port 5432 failed:';
    const lines = [
      `FATAL:  ${primary} FATAL:  role "replicator" is not permitted to log in`,
      `FATAL:  ${primary} server closed the connection unexpectedly`,
    ];
    replica.lastWords = { seen: { container: 'patroni', previous: false, lines } };
    Object.assign(seen(replica.postgres), { receiver: null });
    for (const { streams } of [o.rounds.first, o.rounds.last].filter((round) => round !== null)) {
      streams.splice(0, streams.length, ...streams.filter(({ member }) => member !== replica.name));
    }
  }),
  'a pod has not been made': change(['PHA0206'], (o) => {
    Object.assign(replicaOf(o), { pod: { seen: null }, proxy: null, patroni: null, postgres: null });
  }),
  'a pod is being deleted': change(['PHA0207'], (o) => {
    pod(replicaOf(o)).terminating = true;
  }),
  'a member streams, but its readiness probe fails': change(['PHA0210'], (o) => {
    pod(replicaOf(o)).ready = false;
  }),
  'a container was killed for lack of memory': change(['PHA0211'], (o) => {
    const replica = replicaOf(o);
    const container = pod(replica).containers.find(({ name }) => name === 'patroni');
    const last = { reason: 'OOMKilled', exitCode: 137, finishedAt: o.at };
    Object.assign(container ?? {}, { state: 'waiting', reason: 'CrashLoopBackOff', restarts: 4, last });
    Object.assign(replica, { patroni: null, postgres: null });
  }),
  'nobody renews the leader key': change(['PHA0301'], (o) => {
    seen(o.dcs.leader).renewedAt = new Date(Date.parse(o.at) - 60_000).toISOString();
  }),
  'a stream was opened anew within the window': change(['PHA0409'], (o) => {
    o.rounds.first = o.rounds.last;
  }),
  'a replica has not answered anew within the window': change(['PHA0409'], (o) => {
    const [first] = o.rounds.first?.streams ?? [];
    const last = o.rounds.last?.streams.find(({ member }) => member === first?.member);
    Object.assign(last ?? {}, { replyAt: first?.replyAt });
  }),
  'the controller has not seen the StatefulSet yet': change(['PHA0504'], (o) => {
    seen(o.statefulSet).generation += 1;
  }),
  'the apply Job failed, though every pod is right': change(['PHA0505'], (o) => {
    o.apply.job = { seen: job({ failed: true, because: 'BackoffLimitExceeded' }) };
  }),
  'a roll is going on': change(['PHA0502'], (o) => {
    pod(leaderOf(o)).revision = 'db-patroni-1';
    o.apply.job = { seen: job({ active: 1 }) };
  }),
  'a member that the roll just deleted does not stream': change(['PHA0502'], (o) => {
    pod(leaderOf(o)).revision = 'db-patroni-1';
    Object.assign(replicaOf(o), { pod: { seen: null }, proxy: null, patroni: null, postgres: null });
    o.apply.job = { seen: job({ active: 1 }) };
  }),
  'a roll stopped, and its Job is gone': change(['PHA0501'], (o) => {
    pod(leaderOf(o)).revision = 'db-patroni-1';
    o.apply.job = { seen: null };
  }),
  'apply refused another major: nothing of the pods comes first': change(['PHA0516'], (o) => {
    pod(leaderOf(o)).revision = 'db-patroni-1';
    o.apply.job = { seen: job({ failed: true }) };
    leaveWord(o, finding('PHA0516', { live: '17', asked: '16' }));
  }),
  'apply restarts members that started with another Secret': change(['PHA0507'], (o) => {
    o.apply.job = { seen: job({ active: 1 }) };
    const progress = 'replace db-patroni-1: a replica which was started before the Secret was changed';
    o.apply.lease = { seen: { holder: 'apply', renewedAt: '', progress, result: null } };
  }),
  'a value of the DCS that waits for a restart': change(['PHA0508'], (o) => {
    seen(o.statefulSet).dcsParameters = ['max_connections'];
    Object.assign(seen(leaderOf(o).patroni), { pendingParameters: { max_connections: '100->60' } });
  }),
  'a restart that nobody asked for by values': change([], (o) => {
    Object.assign(seen(leaderOf(o).patroni), { pendingParameters: { max_connections: '100->60' } });
  }),
  'apply does not roll while the cluster is paused': change(['PHA0519'], (o) => {
    pod(leaderOf(o)).revision = 'db-patroni-1';
    o.apply.job = { seen: job({ failed: true }) };
    leaveWord(o, finding('PHA0519', { member: 'db-patroni-0', namespace: 'demo' }));
  }),
  'what an apply of an earlier revision refused': change(['PHA0501'], (o) => {
    pod(leaderOf(o)).revision = 'db-patroni-1';
    o.apply.job = { seen: job({ failed: true }) };
    leaveWord(o, finding('PHA0516', { live: '17', asked: '16' }), 'db-patroni-apply-earlier');
  }),
  'the Role names the apply Job of an upgrade that was rejected half-way': change([], (o) => {
    const what = 'read Job demo/db-patroni-apply-12345678';
    o.apply.job = { unseen: { kind: 'forbidden', what, because: 'cannot get resource "jobs"' } };
  }),
  'there is no such StatefulSet': change(['PHA0906'], (o) => {
    o.statefulSet = { seen: null };
    o.members = [];
  }),
};

function leaveWord(o: Observation, found: Finding, by = seen(o.statefulSet).applyJob): void {
  const result = { job: by, outcome: 'stopped' as const, sentence: found.title, finding: found, at: o.at };
  o.apply.lease = { seen: { holder: '', renewedAt: '', progress: '', result } };
}

function job(change: object) {
  const base = {
    name: 'db-patroni-apply-12345678',
    startedAt: '',
    active: 0,
    complete: false,
    failed: false,
    because: '',
  };
  return { ...base, ...change };
}
