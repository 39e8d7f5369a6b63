import { readFile, writeFile } from 'node:fs/promises';
import { judge } from '../checks/judge.ts';
import { connect } from '../kube/connect.ts';
import { UsageError } from '../kube/errors.ts';
import { observe } from '../observe/observe.ts';
import type { Observation } from '../observe/observation.ts';
import { interrupted } from '../signals.ts';
import { monitorLogin } from './credentials.ts';
import { targetOf } from './find-target.ts';
import { loop, type Outcome } from './loop.ts';
import { Speaker } from './speaker.ts';
import { deadlineOf } from './start-time.ts';

export interface VerifyArguments {
  namespace: string | undefined;
  kubeconfig: string | undefined;
  context: string | undefined;
  release: string | undefined;
  name: string | undefined;
  job: string | undefined;
  timeout: number;
  window: number;
  credentials: string | undefined;
  output: 'text' | 'json';
  record: string | undefined;
  from: string | undefined;
}

const exitCodes = { healthy: 0, unhealthy: 1, blind: 2 } as const;
const pauseMs = 1_000;
const settleMs = 15_000;

export async function run(args: VerifyArguments): Promise<number> {
  const speaker = new Speaker({ command: 'verify', output: args.output, job: args.job });
  const outcome = args.from === undefined ? await live(args, speaker) : await recorded(args.from);
  if (args.record !== undefined)
    await writeFile(args.record, `${JSON.stringify(outcome.observation, null, 2)}\n`);
  speaker.report(outcome);
  return outcome.ended === 'stopped' ? 2 : exitCodes[outcome.judgement.verdict];
}

async function recorded(file: string): Promise<Outcome> {
  const observation = await readFile(file, 'utf8')
    .then((json) => JSON.parse(json) as Partial<Observation> | null)
    .catch(() => null);
  if (observation?.format !== 1) throw new UsageError(`${file} holds no recorded observation.`);
  const whole = observation as Observation;
  return { observation: whole, judgement: judge(whole), ended: 'deadline' };
}

async function live(args: VerifyArguments, speaker: Speaker): Promise<Outcome> {
  const cluster = connect(args);
  const namespace = args.namespace ?? cluster.namespace;
  const deadline = await deadlineOf(
    cluster,
    { namespace, job: args.job, timeoutSeconds: args.timeout },
    interrupted(),
  );
  const found = await targetOf(cluster, args, deadline);
  const login = monitorLogin({ cluster, namespace, directory: args.credentials });
  const target = { cluster, namespace, ...found, windowSeconds: args.window, login };
  const look = (before?: Observation) => observe(target, deadline, before);
  // Rights that were granted with the release take a moment to be seen; a person has them or not.
  const settleCallerMs = args.job === undefined ? 0 : settleMs;
  return loop({ look, deadline, pauseMs, settleMs, settleCallerMs, tell: (seen) => speaker.tell(seen) });
}
