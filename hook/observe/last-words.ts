import { look } from './look.ts';
import { isKubeError } from '../kube/errors.ts';
import type { Looked } from './looked.ts';
import type { ContainerSeen, LastWords, PodSeen } from './seen-member.ts';
import type { Look } from './target.ts';

const lines = 60;
const longestLine = 300;
/** What is asked for: among it may be tracebacks of Patroni, two dozen lines for every connection that fails. */
const tailLines = 400;
const limitBytes = 256 * 1024;

/** The container whose words explain the most: the first that ended badly, else the member itself. */
export function speaker({ containers }: PodSeen): { container: string; previous: boolean } | null {
  const ended = containers.find((c) => c.state !== 'running' && (c.restarts > 0 || (c.exitCode ?? 0) !== 0));
  if (ended !== undefined) return { container: ended.name, previous: ended.state === 'waiting' };
  return containers.some(isRunningMember) ? { container: 'patroni', previous: false } : null;
}

function isRunningMember({ name, state }: ContainerSeen): boolean {
  return name === 'patroni' && state === 'running';
}

export async function readLastWords(
  at: Look,
  pod: string,
  from: { container: string; previous: boolean },
): Promise<Looked<LastWords>> {
  const what = `read the log of ${from.container} in Pod ${at.namespace}/${pod}`;
  return look(what, async () => {
    try {
      return await wordsOf(at, pod, from);
    } catch (error) {
      // The kubelet has thrown the log of the run before away.
      if (!from.previous || !isKubeError(error, 'failed')) throw error;
      return wordsOf(at, pod, { ...from, previous: false });
    }
  });
}

async function wordsOf(
  at: Look,
  pod: string,
  from: { container: string; previous: boolean },
): Promise<LastWords> {
  const { cluster, namespace, deadline } = at;
  const what = `read the log of ${from.container} in Pod ${namespace}/${pod}`;
  const log = await cluster.call(what, deadline, (o) =>
    cluster.core.readNamespacedPodLog({ name: pod, namespace, ...from, tailLines, limitBytes }, o),
  );
  return { ...from, lines: linesOf(log, at) };
}

/** Its first line and its frames; the error itself, which comes last, stays. */
const inTraceback = /^(\s|Traceback )/;

function linesOf(log: string, { login }: Look): string[] {
  const known = 'seen' in login && login.seen.password !== '' ? login.seen.password : null;
  return log
    .split('\n')
    .flatMap(plain)
    .filter((line) => line.trim() !== '' && !inTraceback.test(line))
    .slice(-lines)
    .map((line) => (known === null ? line : line.replaceAll(known, '***')))
    .map((line) =>
      line.replace(/(password\s*[=:]\s*)('[^']*'|"[^"]*"|\S+)/gi, '$1***').slice(0, longestLine),
    );
}

/** What Patroni says as JSON (`log.type`), as it says it otherwise: with its time and level, and an error's last line. */
function plain(line: string): string[] {
  if (!line.startsWith('{')) return [line];
  const { asctime = '', levelname = '', message, exc_info: error = '' } = parsed(line);
  if (message === undefined) return [line];
  const last = error.trimEnd().split('\n').at(-1) ?? '';
  return [`${asctime} ${levelname}: ${message}`, ...(last === '' ? [] : [last])];
}

function parsed(line: string): Partial<Record<'asctime' | 'levelname' | 'message' | 'exc_info', string>> {
  try {
    return JSON.parse(line) as Record<string, string>;
  } catch {
    return {};
  }
}
