/** Members whose proxy leaves 5432 alone in one direction only, or otherwise than the release asks. */
import { type Finding, finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation, PodSeen, ProxySeen } from '../observe/observation.ts';
import { pods } from './view.ts';

export interface Meshed {
  member: Member;
  pod: PodSeen;
  proxy: ProxySeen;
}

export function leaves(proxy: ProxySeen, direction: 'Inbound' | 'Outbound'): boolean {
  return proxy[`excluded${direction}Ports`].includes(5432);
}

/** Members that have a proxy. */
export function meshed(observation: Observation): Meshed[] {
  return pods(observation).flatMap(({ member, pod }) => {
    const proxy = seenIn(member.proxy);
    return proxy === null || proxy.kind === 'none' ? [] : [{ member, pod, proxy }];
  });
}

/** From the arguments of the init container that made the iptables rules, not from the annotation that asked for them. */
export function oneSided({ member: { name: member }, pod, proxy }: Meshed): Finding[] {
  const [inbound, outbound] = [leaves(proxy, 'Inbound'), leaves(proxy, 'Outbound')];
  const path = pod.labels['patroni-istio/data-path'];
  const isAsked = path === undefined ? inbound : path === 'bypass';
  if (inbound === isAsked && outbound === isAsked) return [];
  const words = (isAround: boolean): string => (isAround ? 'around the proxy' : 'through the proxy');
  const seen = [
    `what comes to 5432 goes ${words(inbound)}, what it sends to 5432 goes ${words(outbound)}`,
    ...Object.entries(pod.annotations)
      .filter(([name]) => name.startsWith('traffic.sidecar.istio.io/'))
      .map(([name, value]) => `annotation ${name}: ${value}`),
  ];
  return [finding('PHA0108', { member, asked: words(isAsked) }, seen)];
}
