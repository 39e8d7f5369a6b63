import type { V1Pod } from '@kubernetes/client-node';
import { readEvents } from './events.ts';
import { readLastWords, speaker } from './last-words.ts';
import type { Looked } from './looked.ts';
import { seenIn } from './look.ts';
import { readPatroni } from './patroni.ts';
import { readPod, toPodSeen } from './pod.ts';
import { readPostgres } from './postgres.ts';
import type { Probe } from './probe.ts';
import { proxyKind, readProxy } from './proxy.ts';
import type { Member, PodSeen, PostgresSeen } from './seen-member.ts';
import type { Look } from './target.ts';
import { readTraffic } from './traffic.ts';
import { readVolume } from './volume.ts';

/** Everything about one member. It is asked beside the others; the probe is where their sessions meet. */
export async function readMember(at: Look, name: string, probe: Probe): Promise<Member> {
  const raw = await readPod(at, name);
  const pod = seenIn(raw);
  if (pod !== null) return readRunning(at, { name, pod, probe });
  probe.report(null);
  const absent = 'unseen' in raw ? raw : { seen: null };
  return {
    name,
    pod: absent,
    proxy: null,
    patroni: null,
    postgres: null,
    lastWords: null,
    ...(await around(at, name)),
  };
}

async function readRunning(at: Look, of: { name: string; pod: V1Pod; probe: Probe }): Promise<Member> {
  const { name, pod, probe } = of;
  const seen = toPodSeen(pod);
  const runs = isRunning(seen);
  if (!runs) probe.report(null);
  const [proxy, traffic, patroni, postgres] = await Promise.all([
    seen.ip === '' ? null : readProxy(at, pod),
    runs && proxyKind(pod) !== 'none' ? readTraffic(at, name) : null,
    runs ? readPatroni(at, name) : null,
    runs ? readPostgres(at, { name, annotations: seen.annotations }, probe) : null,
  ]);
  const [lastWords, rest] = await Promise.all([
    seen.ready && streams(postgres) ? null : lastWordsOf(at, name, seen),
    seen.ready ? { volume: null, events: [] } : around(at, name),
  ]);
  return { name, pod: { seen }, proxy, traffic, patroni, postgres, lastWords, ...rest };
}

async function lastWordsOf(at: Look, name: string, pod: PodSeen): Promise<Member['lastWords']> {
  const from = speaker(pod);
  return from === null ? null : readLastWords(at, name, from);
}

function isRunning({ containers }: PodSeen): boolean {
  return containers.some(({ name, state }) => name === 'patroni' && state === 'running');
}

function streams(postgres: Looked<PostgresSeen> | null): boolean {
  const seen = seenIn(postgres);
  return seen !== null && (!seen.inRecovery || seen.receiver?.status === 'streaming');
}

async function around(at: Look, name: string): Promise<Pick<Member, 'volume' | 'events'>> {
  const [volume, events] = await Promise.all([readVolume(at, `data-${name}`), readEvents(at, name)]);
  return { volume, events };
}
