/** apply: look, plan, carry out the first step, look again; until nothing is left to do, or it has to stop. */
import { connect } from '../kube/connect.ts';
import { Deadline } from '../kube/deadline.ts';
import { messageOf } from '../kube/errors.ts';
import { observe } from '../observe/observe.ts';
import type { ApplyResult } from '../observe/observation.ts';
import { lastLine } from '../report/last-line.ts';
import { interrupted } from '../signals.ts';
import { monitorLogin } from '../verify/credentials.ts';
import { deadlineOf } from '../verify/start-time.ts';
import { credentials } from './credentials.ts';
import { ApplyLease } from './lease.ts';
import { planOf, wordsFor } from './plan.ts';
import { Roll, type Ending } from './roll.ts';

export interface ApplyArguments {
  namespace: string | undefined;
  kubeconfig: string | undefined;
  context: string | undefined;
  name: string;
  release: string | undefined;
  job: string;
  timeout: number;
  credentials: string | undefined;
  plan: boolean;
}

const forgiveForbiddenMs = 10_000;
const farewellMs = 10_000;
const exitCodes = { done: 0, superseded: 0, stopped: 1, interrupted: 2 } as const satisfies Record<
  Ending['how'],
  number
>;

export async function run(args: ApplyArguments): Promise<number> {
  const cluster = connect({ ...args, forgiveForbiddenMs });
  const namespace = args.namespace ?? cluster.namespace;
  const { name, job, timeout: timeoutSeconds } = args;
  const deadline = await deadlineOf(cluster, { namespace, job, timeoutSeconds }, interrupted());
  const from = { cluster, namespace, directory: args.credentials };
  const target = {
    cluster,
    namespace,
    name,
    release: args.release ?? name,
    windowSeconds: 0,
    login: monitorLogin(from),
  };
  if (args.plan) {
    const steps = planOf(await observe(target, deadline), new Set());
    console.log(steps.length === 0 ? 'nothing to do' : steps.map(wordsFor).join('\n'));
    return 0;
  }
  const lease = new ApplyLease({ cluster, namespace, name: `${name}-apply`, holder: job });
  const roll = new Roll({
    target,
    job,
    lease,
    deadline,
    secrets: (secret) => credentials(from, () => secret, deadline),
  });
  const ending = await roll
    .run()
    .catch((error: unknown): Ending => ({ how: 'stopped', sentence: messageOf(error) }));
  if (roll.holdsLease) await leave(lease, { job, ...ending });
  lastLine(ending.sentence);
  return exitCodes[ending.how];
}

/** The Lease keeps the last word when the Job is gone; a roll that ended well does not fail for want of it. */
async function leave(lease: ApplyLease, { job, how, sentence }: Ending & { job: string }): Promise<void> {
  const outcome: ApplyResult['outcome'] = how === 'interrupted' ? 'stopped' : how;
  const result = { job, outcome, sentence, at: new Date().toISOString() };
  await lease.release(result, Deadline.in(farewellMs)).catch((error: unknown) => {
    console.log(`  the result could not be written to the Lease: ${messageOf(error)}`);
  });
}
