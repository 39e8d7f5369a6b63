import { type Finding, finding } from '../findings.ts';
import type { ContainerSeen, Member, Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { podsAreKnown } from './known.ts';
import { lastWords, pods } from './view.ts';

const most = 6;

export const crashes: Check = {
  title: 'no container keeps ending',
  codes: ['PHA0205', 'PHA0211', 'PHA0304'],
  known: podsAreKnown,
  judge: (observation) =>
    pods(observation).flatMap(({ member, pod }) => {
      const container = pod.containers.find(keepsEnding);
      return container === undefined ? [] : [judgeOne(observation, member, container)];
    }),
};

/** Once is an accident; an init container has to end well once, so its restarts are counted alike. */
function keepsEnding({ state, reason, restarts }: ContainerSeen): boolean {
  return state !== 'running' && (reason === 'CrashLoopBackOff' || (restarts >= 2 && reason !== 'Completed'));
}

function judgeOne({ name: scope }: Observation, member: Member, container: ContainerSeen): Finding {
  const { name, restarts, last } = container;
  const words = lastWords(member);
  const about = { member: member.name, container: name, restarts };
  const foreign = words.filter((line) => line.includes('system ID mismatch'));
  if (foreign.length > 0) {
    const objects = { claim: `data-${member.name}`, config: `${scope}-config` };
    return finding('PHA0304', { member: member.name, ...objects }, foreign.slice(-1));
  }
  if (last?.reason === 'OOMKilled')
    return finding('PHA0211', about, [`last ended ${last.finishedAt}: OOMKilled`]);
  const exitCode = last?.exitCode ?? container.exitCode ?? 0;
  const final = words.at(-1);
  const gist = final === undefined ? 'it left no last words' : `its last words: ${final}`;
  return finding('PHA0205', { ...about, exitCode }, [gist, ...words.slice(-most, -1)]);
}
