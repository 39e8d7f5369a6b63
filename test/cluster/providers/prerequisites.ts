/** What the tests need of a cluster that is not the project's own; each answers with a sentence for what is missing. */

/** Runs kubectl; `why` is what it says where it fails. */
export type Ask = (args: string[], input?: string) => Promise<{ said: string } | { why: string }>;

type Prerequisite = (ask: Ask) => Promise<string[]>;

interface Listed {
  metadata: { name: string; annotations?: Record<string, string> };
}

/** Objects of a kind; a kind that is not there has none. */
async function list<T>(ask: Ask, ...args: string[]): Promise<(Listed & T)[]> {
  const answer = await ask(['get', ...args, '--output', 'json']);
  return 'said' in answer ? (JSON.parse(answer.said) as { items: (Listed & T)[] }).items : [];
}

/** `verb resource`: what the tests do themselves, or let Helm do. */
const rights = [
  ...['create namespaces', 'delete namespaces', 'list storageclasses', 'list mutatingwebhookconfigurations'],
  'list peerauthentications.security.istio.io',
  ...['create statefulsets.apps', 'create jobs.batch', 'create pods', 'create secrets', 'create services'],
  ...['create serviceaccounts/token', 'create roles', 'create rolebindings'],
  ...['create pods/exec', 'create pods/portforward', 'update pods/ephemeralcontainers', 'get pods/log'],
  ...[
    'create peerauthentications.security.istio.io',
    'create resourcequotas',
    'delete persistentvolumeclaims',
  ],
];

const everyRight: Prerequisite = async (ask) => {
  const may = async (right: string): Promise<boolean> => {
    const answer = await ask(['auth', 'can-i', ...right.split(' '), '--all-namespaces']);
    return 'said' in answer;
  };
  const answers = await Promise.all(rights.map(async (right) => ((await may(right)) ? [] : [right])));
  const lacking = answers.flat();
  return lacking.length === 0
    ? []
    : [`Its account may not ${lacking.join(', ')} in all namespaces; that of an administrator may.`];
};

interface StorageClass {
  reclaimPolicy?: string;
}

const isDefault = ({ metadata: { annotations = {} } }: Listed): boolean =>
  annotations['storageclass.kubernetes.io/is-default-class'] === 'true';

const volumes: Prerequisite = async (ask) => {
  const found = (await list<StorageClass>(ask, 'storageclasses')).find(isDefault);
  if (found === undefined)
    return ['It has no default StorageClass, so no volume of a member would be bound.'];
  const { metadata, reclaimPolicy } = found;
  return reclaimPolicy === 'Retain'
    ? [`Its default StorageClass ${metadata.name} retains volumes, so the tests would leave theirs behind.`]
    : [];
};

/** A pod as the chart's are: its label asks for a sidecar, its namespace says nothing. */
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'patroni-istio-test',
    namespace: 'default',
    labels: { 'sidecar.istio.io/inject': 'true' },
  },
  spec: { containers: [{ name: 'main', image: 'none' }] },
};

interface Injected {
  spec: { containers: { name: string }[]; initContainers?: { name: string }[] };
}

/** Asks for the pod without making it. */
const injection: Prerequisite = async (ask) => {
  const create = ['create', '--dry-run=server', '--filename', '-', '--output', 'json'];
  const answer = await ask(create, JSON.stringify(pod));
  if ('why' in answer) return [`It does not take a pod that asks for Istio's sidecar: ${answer.why}`];
  const { containers, initContainers = [] } = (JSON.parse(answer.said) as Injected).spec;
  return [...containers, ...initContainers].some(({ name }) => name === 'istio-proxy')
    ? []
    : [
        'It gives no sidecar to a pod with the label sidecar.istio.io/inject: "true"; install Istio in it first.',
      ];
};

interface Webhooks {
  webhooks?: { clientConfig: { service?: { namespace: string } } }[];
}

interface PeerAuthentication {
  spec?: { selector?: object; mtls?: { mode?: string } };
}

const isStrict = ({ spec }: PeerAuthentication): boolean =>
  spec?.selector === undefined && spec?.mtls?.mode === 'STRICT';

/** Istio's root namespace is the one that its injector is in, unless somebody moved it. */
async function rootNamespace(ask: Ask): Promise<string> {
  const injectors = await list<Webhooks>(
    ask,
    ...['mutatingwebhookconfigurations', '--selector', 'app=sidecar-injector'],
  );
  const services = injectors.flatMap(({ webhooks = [] }) => webhooks.map(({ clientConfig }) => clientConfig));
  return services.find(({ service }) => service !== undefined)?.service?.namespace ?? 'istio-system';
}

const strict: Prerequisite = async (ask) => {
  const namespace = await rootNamespace(ask);
  const found = await list<PeerAuthentication>(
    ask,
    ...['peerauthentications.security.istio.io', '--namespace', namespace],
  );
  return found.some(isStrict)
    ? []
    : [
        `No PeerAuthentication in ${namespace} makes its whole mesh STRICT; test/cluster/components/strict-mtls.yaml does.`,
      ];
};

/** Sentences, none where nothing is missing. Without the rights, what is not seen may be there all the same. */
export async function missingIn(ask: Ask): Promise<string[]> {
  const rightless = await everyRight(ask);
  if (rightless.length > 0) return rightless;
  return (await Promise.all([volumes, injection, strict].map((look) => look(ask)))).flat();
}
