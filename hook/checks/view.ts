/** The same few questions that many checks ask of an observation. */
import { seenIn } from '../observe/look.ts';
import type {
  ContainerSeen,
  Member,
  Observation,
  PodSeen,
  PostgresSeen,
  StatefulSetSeen,
} from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';

export function statefulSet(observation: Observation): StatefulSetSeen | null {
  return seenIn(observation.statefulSet);
}

export function podOf(member: Member): PodSeen | null {
  return seenIn(member.pod);
}

export function postgresOf(member: Member | null): PostgresSeen | null {
  return seenIn(member?.postgres ?? null);
}

/** 17 of `server_version_num` 170004. */
export function majorOf({ version }: PostgresSeen): number {
  return Math.floor(version / 10_000);
}

/** Members with a pod, and the pod. */
export function pods({ members }: Observation): { member: Member; pod: PodSeen }[] {
  return members.flatMap((member) => {
    const pod = podOf(member);
    return pod === null ? [] : [{ member, pod }];
  });
}

/** Replicas that Postgres could be asked about, beside the primary they belong to. */
export function replicas(observation: Observation): { member: Member; postgres: PostgresSeen }[] {
  const primary = primaryOf(observation);
  return observation.members.flatMap((member) => {
    const postgres = postgresOf(member);
    return postgres === null || member.name === primary?.name || !postgres.inRecovery
      ? []
      : [{ member, postgres }];
  });
}

export function memberNamed({ members }: Observation, name: string): Member | null {
  return members.find((member) => member.name === name) ?? null;
}

export function runs(pod: PodSeen): boolean {
  return pod.containers.some(({ name, state }) => name === 'patroni' && state === 'running');
}

/** The first container that waits for one of these reasons. */
export function waitingFor(pod: PodSeen, reasons: readonly string[]): ContainerSeen | undefined {
  return pod.containers.find(({ state, reason }) => state === 'waiting' && reasons.includes(reason));
}

/** The last words, without those of a member that works. */
export function lastWords(member: Member): string[] {
  return seenIn(member.lastWords)?.lines ?? [];
}

/** Lines that match, the latest last, at most a few. */
export function said(member: Member, pattern: RegExp, most = 3): string[] {
  return lastWords(member)
    .filter((line) => pattern.test(line))
    .slice(-most)
    .map((line) => `${member.name} says: ${line}`);
}

export function listed(names: string[]): string {
  return names.join(', ');
}
