/** What the API server says to manifests that it is asked to take, without keeping them. */
import { parseAllDocuments } from 'yaml';
import { kubectl, run } from '../../e2e/support/run.ts';

export interface Manifest {
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  spec?: {
    priorityClassName?: string;
    template?: { spec: { containers: { args?: string[] }[] } };
  };
}

export interface Refusal {
  /** "StatefulSet/db-patroni", or the whole line where it names none. */
  object: string;
  why: string;
}

export const manifestsOf = (text: string): Manifest[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((one) => one !== null);

const list = (items: Manifest[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** As Helm applies them: server-side, and in its name. Fails where not each one is either taken or refused. */
export async function dryRun(namespace: string, manifests: Manifest[]): Promise<Refusal[]> {
  const asHelm = ['--server-side', '--force-conflicts', '--field-manager=helm', '--dry-run=server'];
  const apply = ['--namespace', namespace, 'apply', ...asHelm, '--filename', '-'];
  const { stdout, output } = await run('kubectl', apply, list(manifests));
  const taken = stdout.split('\n').filter((line) => line.endsWith('serverside-applied (server dry run)'));
  const refused = output.split('\n').filter((line) => !taken.includes(line) && !/^(\* |$)/.test(line));
  if (taken.length + refused.length !== manifests.length)
    throw new Error(`of ${manifests.length}: ${output}`);
  return refused.map(refusalOf);
}

function refusalOf(line: string): Refusal {
  const [, kind, name, why] = /(\w+)(?:\.\w+)* "([^"]+)" is (?:invalid|forbidden): (.*)/.exec(line) ?? [];
  return kind === undefined
    ? { object: line, why: line }
    : { object: `${kind}/${name ?? ''}`, why: why ?? '' };
}

/** What a Pod needs to be there, even in a dry run: Helm would have made it before. */
export async function putAccounts(namespace: string, manifests: Manifest[]): Promise<void> {
  const accounts = manifests.filter(({ kind }) => kind === 'ServiceAccount');
  const apply = ['--namespace', namespace, 'apply', '--server-side', '--filename', '-'];
  await kubectl(apply, list(accounts));
}
