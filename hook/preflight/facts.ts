/** What preflight looks at before anything of a release is applied. */
import type { V1ObjectMeta } from '@kubernetes/client-node';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';
import { modeAnnotation } from '../observe/apply-state.ts';
import { type Claim, readClaims } from './claims.ts';
import { type AskedStorage, type Installed, toInstalled } from './installed.ts';
import { type Flaw, flawsOf } from './passwords.ts';

export interface Facts {
  /** Name of the StatefulSet, which is Patroni's scope too. */
  name: string;
  namespace: string;
  /** Helm's name of it. */
  release: string;
  /** Members that the release asks for. */
  replicas: number;
  secret: {
    name: string;
    isOurs: boolean;
    /** null where there is none. */
    keys: string[] | null;
    /** What of its passwords cannot work, in words; the passwords themselves are not kept. */
    flaws: Flaw[];
  };
  /** The members' volume claims that are there. */
  claims: Claim[];
  /** Clusters of other names whose members' volume claims this release has. */
  others: string[];
  /** null where the release has no StatefulSet. */
  installed: Installed | null;
  /** What the release asks for; '' and null where the caller does not say. */
  asked: { postgresMajor: string; initdb: string; storage: AskedStorage | null };
  /** `istio.mode` that the release asks for, and the one that apply brought all members to last; '' where nobody says. */
  modes: { asked: string; reached: string };
  /** `initialize` of Patroni's `<scope>-config`: the system identifier once a cluster was made, else ''. */
  initialize: string;
  leader: string;
  dcs: {
    /** What the release asks for. */ asked: unknown;
    /** What Patroni holds; null where it holds nothing. */ live: unknown;
  };
}

export interface Asked {
  cluster: Cluster;
  namespace: string;
  name: string;
  release: string;
  /** Label selector of the release's objects. */
  selector: string;
  replicas: number;
  existingSecret: string;
  dcs: unknown;
  postgresMajor: string;
  initdb: string;
  storage: AskedStorage | null;
  istioMode: string;
}

/** The answer, or null where the object is not there. */
async function find<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (isKubeError(error, 'not found')) return null;
    throw error;
  });
}

export async function readFacts(asked: Asked, deadline: Deadline): Promise<Facts> {
  const { name, namespace, release, replicas, postgresMajor, initdb, storage, istioMode } = asked;
  const [secret, { claims, others }, installed, config, leader, reachedMode] = await Promise.all([
    readSecret(asked, deadline),
    readClaims(asked, deadline),
    readStatefulSet(asked, deadline),
    readAnnotations(asked, 'config', deadline),
    readAnnotations(asked, 'leader', deadline),
    readReachedMode(asked, deadline),
  ]);
  return {
    name,
    namespace,
    release,
    replicas,
    secret,
    claims,
    others,
    installed,
    asked: { postgresMajor, initdb, storage },
    modes: { asked: istioMode, reached: reachedMode },
    initialize: config['initialize'] ?? '',
    leader: leader['leader'] ?? '',
    dcs: {
      asked: asked.dcs,
      live: parsed(config['config']),
    },
  };
}

/** What is no JSON is Patroni's to complain about. */
function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? null : (JSON.parse(json) as unknown);
  } catch {
    return null;
  }
}

/** The Secret's name: the user's, or the one that preflight makes. */
const secretNameOf = ({ name, existingSecret }: Asked): string =>
  existingSecret === '' ? `${name}-credentials` : existingSecret;

async function readSecret(asked: Asked, deadline: Deadline): Promise<Facts['secret']> {
  const { cluster, namespace } = asked;
  const name = secretNameOf(asked);
  const found = await find(
    cluster.call(`read Secret ${namespace}/${name}`, deadline, (o) =>
      cluster.core.readNamespacedSecret({ name, namespace }, o),
    ),
  );
  return {
    name,
    isOurs: asked.existingSecret === '',
    keys: found === null ? null : keysOf(found.data ?? {}),
    flaws: flawsOf(found?.data ?? {}),
  };
}

/** An empty password is none. */
function keysOf(data: Record<string, string>): string[] {
  return Object.keys(data).filter((key) => data[key] !== '');
}

async function readStatefulSet(
  { cluster, namespace, name }: Asked,
  deadline: Deadline,
): Promise<Installed | null> {
  const found = await find(
    cluster.call(`read StatefulSet ${namespace}/${name}`, deadline, (o) =>
      cluster.apps.readNamespacedStatefulSet({ name, namespace }, o),
    ),
  );
  return found === null ? null : toInstalled(found);
}

async function readAnnotations(
  asked: Asked,
  suffix: string,
  deadline: Deadline,
): Promise<Record<string, string>> {
  const { cluster, namespace } = asked;
  const name = `${asked.name}-${suffix}`;
  const found = await find(
    cluster.call(`read ConfigMap ${namespace}/${name}`, deadline, (o) =>
      cluster.core.readNamespacedConfigMap({ name, namespace }, o),
    ),
  );
  const metadata: V1ObjectMeta = found?.metadata ?? {};
  return metadata.annotations ?? {};
}

/** The chart that does not say its mode grants no right to read the Lease either. */
async function readReachedMode(
  { cluster, namespace, name, istioMode }: Asked,
  deadline: Deadline,
): Promise<string> {
  if (istioMode === '') return '';
  const lease = `${name}-apply`;
  const found = await find(
    cluster.call(`read Lease ${namespace}/${lease}`, deadline, (o) =>
      cluster.coordination.readNamespacedLease({ namespace, name: lease }, o),
    ),
  );
  return found?.metadata?.annotations?.[modeAnnotation] ?? '';
}
