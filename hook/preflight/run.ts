/** preflight: look, refuse what would hurt, make the Secret. Nothing of the release has been applied before it. */
import type { Finding } from '../findings.ts';
import { goBackOf } from '../findings/remedies.ts';
import { connect } from '../kube/connect.ts';
import { UsageError } from '../kube/errors.ts';
import { escape } from '../report/escape.ts';
import { inLines, lastLine } from '../report/last-line.ts';
import { reason } from '../report/sentence.ts';
import { findingText } from '../report/text.ts';
import { interrupted } from '../signals.ts';
import { deadlineOf } from '../verify/start-time.ts';
import { parsedFlag } from './json-flag.ts';
import type { AskedStorage } from './installed.ts';
import { readFacts, type Facts } from './facts.ts';
import { refusalsOf } from './refusals.ts';
import { createSecret } from './secret.ts';

export interface PreflightArguments {
  namespace: string | undefined;
  kubeconfig: string | undefined;
  context: string | undefined;
  name: string;
  release: string;
  selector: string | undefined;
  job: string | undefined;
  replicas: number;
  dcs: string;
  postgresMajor: string;
  initdb: string;
  storage: string | undefined;
  istioMode: string;
  existingSecret: string;
  createSecret: boolean;
  timeout: number;
}

/** A Role that was created a moment ago is not known to every API server yet. */
const forgiveForbiddenMs = 10_000;

export async function run(args: PreflightArguments): Promise<number> {
  const cluster = connect({ ...args, forgiveForbiddenMs });
  const namespace = args.namespace ?? cluster.namespace;
  const { release, job, timeout: timeoutSeconds } = args;
  const deadline = await deadlineOf(cluster, { namespace, job, timeoutSeconds }, interrupted());
  const storage = args.storage === undefined ? null : storageFlag(args.storage);
  const selector = args.selector ?? `app.kubernetes.io/instance=${release}`;
  const asked = { ...args, cluster, namespace, selector, dcs: parsedFlag('--dcs', args.dcs), storage };
  const facts = await readFacts(asked, deadline);
  const refusals = refusalsOf(facts);
  if (refusals.length > 0) return refuse(facts, refusals, job);
  if (facts.secret.keys !== null) return pass(release, `the Secret ${facts.secret.name} is there`);
  if (!args.createSecret || !facts.secret.isOurs) return pass(release, absentSecret(facts));
  const how = await createSecret({ cluster, namespace, name: facts.secret.name, release }, deadline);
  return pass(
    release,
    `the Secret ${facts.secret.name} was ${how === 'made' ? 'made' : 'made by another meanwhile'}`,
  );
}

/** A key that is left out is not compared; the size is what the claims are held to. */
function storageFlag(json: string): AskedStorage {
  const parsed = parsedFlag('--storage', json) as Partial<AskedStorage> | null;
  if (typeof parsed?.size !== 'string')
    throw new UsageError('--storage is a JSON object with at least "size", such as {"size":"10Gi"}.');
  return { ...parsed, size: parsed.size };
}

/** With GitOps a Secret may come in the same sync, so this is no refusal; verify says it when the pods wait for it. */
function absentSecret({ secret }: Facts): string {
  return secret.isOurs
    ? `the Secret ${secret.name} is not there yet, the Job of the release makes it`
    : `warning: the Secret ${secret.name} that credentials.existingSecret names is not there yet, and the members wait for it`;
}

function pass(release: string, why: string): number {
  lastLine(`release ${escape(release)} may go on: ${escape(why)}`);
  return 0;
}

function refuse(facts: Facts, refusals: Finding[], job: string | undefined): number {
  for (const refusal of refusals) console.log(`${findingText(refusal)}\n`);
  const [first, ...others] = refusals;
  const why = first === undefined ? '' : reason(first);
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  const words = [`release ${escape(facts.release)} is refused: ${why}${more}`, escape(afterwards(facts))];
  lastLine([...words, ...inLines(facts.namespace, job)].join('; '));
  return 1;
}

/** A refusal leaves everything as it was, which may not have been well. */
function afterwards(facts: Facts): string {
  const { installed } = facts;
  if (installed === null) return 'nothing was changed';
  const { isRolled, isReady } = installed;
  if (isRolled && isReady) return 'nothing was changed, no rollback is needed';
  const what = isRolled ? 'ready' : 'of the revision before';
  return `nothing was changed, but not every member is ${what} either: ${goBackOf(facts)}`;
}
