/** A cluster of three as apply sees it: a healthy recorded one, in which members come, go and lead as a test says. */
import type { Step } from '../../hook/apply/plan.ts';
import type { Member, Observation, StreamSeen } from '../../hook/observe/observation.ts';
import { healthy, pod, postgres, seen } from './observations.ts';

export const names = ['db-patroni-0', 'db-patroni-1', 'db-patroni-2'] as const;
export type Name = (typeof names)[number];

/**
 * - `up`: works - `deaf`: runs, does not stream - `lacking`: streams without a parameter - `stopped`: Patroni without Postgres
 * - `broken`: image missing - `gone`: no pod
 */
export type State = 'up' | 'lacking' | 'deaf' | 'stopped' | 'broken' | 'gone';

export interface Simulated {
  revision: 'old' | 'new';
  state: State;
  /** Of its walsender. */
  pid?: number;
  /** Made anew while the test runs. */
  isYoung?: boolean;
}

export class SimulatedCluster {
  readonly members: Record<Name, Simulated>;
  leader: Name | '' = 'db-patroni-2';
  initialized = true;
  paused = false;
  applyJob = 'apply-now';
  holder = '';
  secretChangedAt = '';
  /** What a member of the new revision does. */
  newIs: State = 'up';
  readonly done: string[] = [];

  constructor(revision: Simulated['revision'] = 'old') {
    const make = (): Simulated => ({ revision, state: 'up' });
    this.members = { 'db-patroni-0': make(), 'db-patroni-1': make(), 'db-patroni-2': make() };
  }

  /** Any observation is also a moment: what is gone comes back before the next one. */
  look(): Observation {
    const made = this.observation();
    for (const name of names) if (this.members[name].state === 'gone') this.#create(name);
    return made;
  }

  observation(): Observation {
    return healthy((o) => {
      Object.assign(seen(o.statefulSet), { updateRevision: 'new', applyJob: this.applyJob });
      o.secretChangedAt = this.secretChangedAt;
      seen(o.dcs.leader).leader = this.leader;
      const config = seen(o.dcs.config);
      config.initialize = this.initialized ? config.initialize : '';
      Object.assign(config.config ?? {}, { pause: this.paused });
      Object.assign(seen(o.apply.lease), { holder: this.holder, mode: 'mtls' });
      for (const member of o.members) this.#shape(member);
      const streams = this.#streams();
      o.rounds = {
        first: null,
        last:
          this.leader === '' || !this.#is('up', this.leader)
            ? null
            : { at: o.at, primary: this.leader, probeLsn: '0/502E460', streams },
      };
    });
  }

  /** What the API server and Patroni would do. */
  carryOut(step: Step): string {
    this.done.push(
      step.do === 'switchover'
        ? `switchover ${step.member} to ${step.to}`
        : `${step.do} ${'member' in step ? step.member : ''}`,
    );
    if (step.do === 'replace') this.members[step.member as Name].state = 'gone';
    if (step.do === 'replace' && this.leader === step.member) this.leader = '';
    if (step.do === 'switchover') this.leader = step.to as Name;
    if (step.do === 'reopen') this.members[step.member as Name].pid = step.pid + 1;
    return '';
  }

  #create(name: Name): void {
    Object.assign(this.members[name], { revision: 'new', state: this.newIs, isYoung: true, pid: 9 });
    if (this.leader === '' && this.newIs === 'up') this.leader = name;
  }

  #is(state: State, name: Name): boolean {
    return this.members[name].state === state;
  }

  #streams(): StreamSeen[] {
    const up = names.filter(
      (name) => name !== this.leader && (this.#is('up', name) || this.#is('lacking', name)),
    );
    const stream = {
      upstream: this.leader,
      startedAt: '',
      replyAt: '',
      received: true,
      applied: true,
    };
    return up.map((member) => ({ ...stream, member, pid: this.members[member].pid ?? 1 }));
  }

  #shape(member: Member): void {
    const name = member.name as Name;
    const { revision, state, isYoung } = this.members[name];
    Object.assign(pod(member), { revision, uid: `${name}-${revision}` });
    if (isYoung === true) pod(member).createdAt = new Date().toISOString();
    Object.assign(postgres(member), { inRecovery: name !== this.leader, probeLsn: null });
    if (state === 'deaf') postgres(member).receiver = null;
    if (state === 'lacking') postgres(member).leftOut = ['shared_buffers'];
    if (state === 'stopped') {
      seen(member.patroni).state = 'stopped';
      member.postgres = refused('ask Postgres');
    }
    if (state === 'broken') {
      const [main] = pod(member).containers.filter((one) => one.name === 'patroni');
      Object.assign(main ?? {}, { state: 'waiting', reason: 'ImagePullBackOff', message: 'no such image' });
      Object.assign(pod(member), { ready: false });
      Object.assign(member, { patroni: null, postgres: null });
    }
    if (state === 'gone') Object.assign(member, { pod: { seen: null }, patroni: null, postgres: null });
  }
}

export function refused(what: string) {
  return { unseen: { kind: 'unreachable' as const, what, because: 'connection refused' } };
}
