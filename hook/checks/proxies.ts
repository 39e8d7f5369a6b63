import { type Finding, finding } from '../findings.ts';
import type { Member, PodSeen } from '../observe/observation.ts';
import { seenIn } from '../observe/look.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { pods, statefulSet } from './view.ts';

export const proxies: Check = {
  title: 'every proxy is ready',
  codes: ['PHA0101', 'PHA0102'],
  known: (observation) =>
    podsAreKnown(observation) && observation.members.every(({ proxy }) => seenIn(proxy) !== null),
  judge: (observation) => {
    const mode = statefulSet(observation)?.mode ?? '';
    return pods(observation).flatMap(({ member, pod }) => judgeOne(member, pod, mode));
  },
  note: (observation) => {
    const kinds = new Set(observation.members.map(({ proxy }) => seenIn(proxy)?.kind ?? 'none'));
    return kinds.has('none') ? 'no member has one' : [...kinds].join(', ');
  },
};

function judgeOne({ name: member, proxy }: Member, pod: PodSeen, mode: string): Finding[] {
  const seen = seenIn(proxy);
  if (seen === null || pod.terminating) return [];
  if (seen.kind === 'none' && isDue(pod)) {
    const containers = pod.containers.map(({ name }) => name).join(', ');
    return [finding('PHA0101', { member, mode }, [`its containers are ${containers}`])];
  }
  return seen.ready === false && proxyRuns(pod)
    ? [finding('PHA0102', { member }, [`/healthz/ready on 15021: ${seen.answer}`])]
    : [];
}

/** What its own pod asks for: one that the roll has not replaced yet may be of another mode. */
function isDue({ labels }: PodSeen): boolean {
  return labels['sidecar.istio.io/inject'] === 'true';
}

/** One that is still to be started is a pod that starts. */
function proxyRuns({ containers }: PodSeen): boolean {
  return containers.some(({ name, state }) => name === 'istio-proxy' && state === 'running');
}
