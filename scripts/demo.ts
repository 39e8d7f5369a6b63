/** The releases that `npm start` shows. */
import { execa } from 'execa';
import { stringify } from 'yaml';
import { Trouble } from '../test/cluster/steps.ts';
import { env, show, type Shown } from './show.ts';

const release = 'db';
const fullname = `${release}-patroni`;

const useCluster = 'eval "$(npm run --silent cluster -- env)"';
const endsItAll = 'npm run cluster -- down   ends it all';

const cutsReplication = (namespace: string) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'no-mtls-5432', namespace },
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/instance': release } },
    mtls: { mode: 'STRICT' },
    portLevelMtls: { 5432: { mode: 'DISABLE' } },
  },
});

async function apply(object: object): Promise<void> {
  await execa('kubectl', ['apply', '--filename', '-'], { env, input: stringify(object) });
}

async function makeNamespace(name: string): Promise<void> {
  await apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'istio-injection': 'enabled' } },
  });
}

/** Helm refuses to touch a release that a killed Helm left half done; volumes and passwords outlive an uninstall. */
async function removeHalfDone(namespace: string, stop: AbortSignal): Promise<void> {
  const status = ['status', release, '--namespace', namespace, '--output', 'json'];
  const { stdout, failed } = await execa('helm', status, { env, stdin: 'ignore', reject: false });
  const state = failed ? '' : (JSON.parse(stdout) as { info: { status: string } }).info.status;
  if (!state.startsWith('pending-')) return;
  console.log(`\nThe release ${release} was left half done (${state}).`);
  await show(['helm', 'uninstall', release, '--namespace', namespace, '--wait'], stop);
}

const upgrade = (namespace: string): string[] => [
  ...['helm', 'upgrade', '--install', release, 'chart', '--namespace', namespace],
  ...['--set', 'istio.mode=mtls'],
];

async function install(namespace: string, stop: AbortSignal): Promise<Shown> {
  await removeHalfDone(namespace, stop);
  return show(upgrade(namespace), stop);
}

/** A release that turns green, and how to look at it. */
export async function healthy(namespace: string, stop: AbortSignal): Promise<void> {
  await makeNamespace(namespace);
  const { exitCode } = await install(namespace, stop);
  if (exitCode !== 0) throw new Trouble(`The release ${release} is not green; Helm says above why.`);
  // Helm shows this log only where it failed.
  await show(['kubectl', '--namespace', namespace, 'logs', `job/${fullname}-verify`], stop);
  console.log(`
The release ${release} is green and left running in namespace ${namespace}. To look at it:

  ${useCluster}
  npx patroni-istio verify --namespace ${namespace} --release ${release}
  kubectl --namespace ${namespace} exec -it service/${fullname} --container patroni -- psql --username postgres

npm start -- --break      shows a release that fails, and why
${endsItAll}`);
}

/** A release whose replication is cut. */
export async function broken(namespace: string, stop: AbortSignal): Promise<void> {
  await makeNamespace(namespace);
  const policy = cutsReplication(namespace);
  await apply(policy);
  console.log(`
Before the release, this policy is applied in namespace ${namespace}. It switches mTLS off for port 5432, which is the usual
advice when PostgreSQL cannot be reached in a mesh with strict mTLS. Here it cuts replication: the proxy of each member
now takes plaintext only, while the proxies of the others still send it mTLS.

${stringify(policy).trimEnd()}`);
  const { exitCode, stderr } = await install(namespace, stop);
  if (exitCode === 0)
    throw new Trouble(
      'The release turned green although replication is cut: that is a defect of this project.',
    );
  if (!stderr.includes(`${policy.metadata.name} cuts replication`))
    throw new Trouble('The release failed, but not because replication is cut; Helm says above why.');
  console.log(`
The release failed, as it should: replication is cut by that policy. It is left as it is in namespace ${namespace}.
These commands turn it green:

  ${useCluster}
  kubectl --namespace ${namespace} delete peerauthentication ${policy.metadata.name}
  ${upgrade(namespace).join(' ')}

${endsItAll}`);
}
