/** apply: bring the running members to what the release asks for. */
import { canLook } from '../checks/can-look.ts';
import { secretName } from '../checks/names.ts';
import { majorOf, postgresOf } from '../checks/view.ts';
import type { Finding } from '../findings.ts';
import type { Cluster } from '../kube/cluster.ts';
import { connect } from '../kube/connect.ts';
import { Deadline } from '../kube/deadline.ts';
import { isKubeError, messageOf } from '../kube/errors.ts';
import { observe } from '../observe/observe.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import type { Target } from '../observe/target.ts';
import { escape } from '../report/escape.ts';
import { lastLine } from '../report/last-line.ts';
import { reason } from '../report/sentence.ts';
import { parsedFlag } from '../preflight/json-flag.ts';
import { onlyInDcs, otherMajor } from '../preflight/refusals.ts';
import { interrupted } from '../signals.ts';
import { monitorLogin } from '../verify/credentials.ts';
import { targetOf } from '../verify/find-target.ts';
import { deadlineOf } from '../verify/start-time.ts';
import { credentials } from './credentials.ts';
import { exitCodes, resultOf, type Ending } from './ending.ts';
import { ApplyLease, type LastWord } from './lease.ts';
import { moveRefused, policiesLeft } from './moves.ts';
import { own } from './own.ts';
import { otherPasswords } from './passwords.ts';
import { noPast, planOf, wordsFor } from './plan.ts';
import { Roll } from './roll.ts';
import { secretChangedAt } from './secret-time.ts';
import { carryOut } from './steps.ts';

export interface ApplyArguments {
  namespace: string | undefined;
  kubeconfig: string | undefined;
  context: string | undefined;
  name: string | undefined;
  release: string | undefined;
  job: string;
  timeout: number;
  credentials: string | undefined;
  dcs: string;
  postgresMajor: string;
  plan: boolean;
}

/** A Role that was created a moment ago is not known to every API server yet. */
const forgiveForbiddenMs = 10_000;
const farewellMs = 10_000;
const patience = { pauseMs: 1_000, settleMs: 15_000, quietMs: 3_000, patienceMs: 30_000, graceMs: 10_000 };

export async function run(args: ApplyArguments): Promise<number> {
  const cluster = connect({ ...args, forgiveForbiddenMs });
  const namespace = args.namespace ?? cluster.namespace;
  const { job, timeout: timeoutSeconds } = args;
  const deadline = await deadlineOf(cluster, { namespace, job, timeoutSeconds }, interrupted());
  const found = await targetOf(cluster, args, deadline);
  const login = monitorLogin({ cluster, namespace, directory: args.credentials });
  const target = { cluster, namespace, ...found, windowSeconds: 0, login };
  if (args.plan) return printPlan(target, deadline);
  const lease = new ApplyLease({ cluster, namespace, name: `${found.name}-apply`, holder: job });
  const ending = await roll(args, { cluster, target, lease, deadline });
  lastLine(ending.sentence);
  return exitCodes[ending.how];
}

async function lookWithSecret(
  target: Target,
  deadline: Deadline,
  before?: Observation,
): Promise<Observation> {
  const observation = await observe(target, deadline, before);
  const changedAt = await secretChangedAt(target, secretName(observation), deadline);
  const policies = await policiesLeft(target, observation, deadline);
  return { ...observation, policies, secretChangedAt: changedAt };
}

async function printPlan(target: Target, deadline: Deadline): Promise<number> {
  const observation = await lookWithSecret(target, deadline);
  const [blind] = canLook.judge(observation);
  if (blind !== undefined) {
    lastLine(`could not look at release ${escape(target.release)}: ${reason(blind)}`);
    return 2;
  }
  const steps = planOf(observation, noPast);
  console.log(steps.length === 0 ? 'nothing to do' : steps.map(wordsFor).join('\n'));
  return 0;
}

async function roll(
  args: ApplyArguments,
  on: { cluster: Cluster; target: Target; lease: ApplyLease; deadline: Deadline },
): Promise<Ending> {
  const { cluster, target, lease, deadline } = on;
  const { namespace } = target;
  const { job } = args;
  const asked = parsedFlag('--dcs', args.dcs);
  const from = { cluster, namespace, directory: args.credentials };
  const one = new Roll({
    job,
    release: target.release,
    namespace,
    deadline,
    lease,
    look: (before) => lookWithSecret(target, deadline, before),
    own: (uid) => own(target, { job, uid }, deadline),
    carryOut: (step, { secret, uid }) => {
      const owner = { name: target.name, uid };
      return carryOut({ cluster, namespace, owner, ...credentials(from, secret, deadline) }, step, deadline);
    },
    refuses: async (observation) =>
      majorChanged(observation, args.postgresMajor) ??
      moveRefused(observation) ??
      (await otherPasswords(observation, from, deadline)),
    left: async (observation) =>
      dcsLeft(observation, asked) ?? (await otherPasswords(observation, from, deadline)),
    missing: (observation) => missingSecret(target, observation, deadline),
    ...patience,
  });
  let ending: Ending = { how: 'interrupted', sentence: '' };
  try {
    ending = await one.run();
  } catch (error) {
    if (!isKubeError(error)) throw error;
    ending = { how: 'blind', sentence: messageOf(error) };
  } finally {
    if (one.holdsLease) await leave(lease, { result: resultOf(ending, job), mode: one.reachedMode });
  }
  return ending;
}

/** Of Postgres itself, because no preflight runs at a rollback or without hooks. */
function majorChanged(observation: Observation, asked: string): Finding | null {
  const postgres = postgresOf(primaryOf(observation));
  return postgres === null ? null : otherMajor(`${majorOf(postgres)}`, asked);
}

function dcsLeft({ name, namespace, dcs }: Observation, asked: unknown): Finding | null {
  const { initialize = null, config: live = null } = seenIn(dcs.config) ?? {};
  return onlyInDcs({ name, namespace, initialize: initialize ?? '', dcs: { asked, live } });
}

/** Without hooks nobody makes the Secret, and no verify says that the members wait for it. */
async function missingSecret(target: Target, observation: Observation, deadline: Deadline): Promise<string> {
  const secret = secretName(observation);
  const looked = await target.login(secret, deadline);
  if (!('unseen' in looked) || looked.unseen.kind !== 'not found') return '';
  return `the members wait for the Secret ${secret}, whose passwords are not there: bring it, or run helm upgrade without --no-hooks, which makes it`;
}

/** The Lease keeps the last word when the Job is gone; a roll that ended well does not fail for want of it. */
async function leave(lease: ApplyLease, word: LastWord): Promise<void> {
  await lease.release(word, Deadline.in(farewellMs)).catch((error: unknown) => {
    console.log(`  the result could not be written to the Lease: ${messageOf(error)}`);
  });
}
