/** What a cluster lacks is said in a sentence each; one that lacks nothing is taken. */
import { expect, test } from '@jest/globals';
import { missingIn, type Ask } from '../cluster/providers/prerequisites.ts';

type Answer = object | string;

const items = (...objects: object[]) => ({ items: objects });
const named = (name: string, annotations = {}) => ({ metadata: { name, annotations } });
const isDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
const mesh = { spec: { mtls: { mode: 'STRICT' } } };

/** By the last word that tells them apart; a string is an error. */
const whole: Record<string, Answer> = {
  'can-i': {},
  storageclasses: items(named('slow'), named('fast', isDefault)),
  create: { spec: { containers: [{ name: 'main' }], initContainers: [{ name: 'istio-proxy' }] } },
  mutatingwebhookconfigurations: items({
    webhooks: [{ clientConfig: { service: { namespace: 'istio-system' } } }],
  }),
  'peerauthentications.security.istio.io': items(mesh),
};

function cluster(change: Record<string, Answer>): Ask {
  const answers = { ...whole, ...change };
  return (args) => {
    const [verb = '', kind = ''] = args;
    const answer = answers[args.slice(2, 4).join(' ')] ?? answers[kind] ?? answers[verb] ?? 'unknown';
    return Promise.resolve(typeof answer === 'string' ? { why: answer } : { said: JSON.stringify(answer) });
  };
}

test('a cluster that has all of it', async () => {
  expect(await missingIn(cluster({}))).toEqual([]);
});

test.each<[string, Record<string, Answer>, string]>([
  [
    'an account without rights, and nothing that it could not see',
    { 'create namespaces': 'no', 'create pods/exec': 'no', storageclasses: 'forbidden' },
    'Its account may not create namespaces, create pods/exec in all namespaces; that of an administrator may.',
  ],
  [
    'no default StorageClass',
    { storageclasses: items(named('slow')) },
    'It has no default StorageClass, so no volume of a member would be bound.',
  ],
  [
    'volumes that stay',
    { storageclasses: items({ ...named('kept', isDefault), reclaimPolicy: 'Retain' }) },
    'Its default StorageClass kept retains volumes, so the tests would leave theirs behind.',
  ],
  [
    'no sidecar',
    { create: { spec: { containers: [{ name: 'main' }] } } },
    'It gives no sidecar to a pod with the label sidecar.istio.io/inject: "true"; install Istio in it first.',
  ],
  [
    'pods that are refused',
    { create: 'the webhook does not answer' },
    "It does not take a pod that asks for Istio's sidecar: the webhook does not answer",
  ],
  [
    'a mesh that takes plaintext',
    { 'peerauthentications.security.istio.io': items({ spec: { ...mesh.spec, selector: {} } }) },
    'No PeerAuthentication in istio-system makes its whole mesh STRICT; test/cluster/components/strict-mtls.yaml does.',
  ],
])('%s', async (_, change, sentence) => {
  expect(await missingIn(cluster(change))).toEqual([sentence]);
});
