/** Where the passwords come from, and that the chart never holds them. */
import { expect, test } from '@jest/globals';
import { allOf, argumentsOf, findJob, nameOf, option, pod, podsOf } from './support/objects.ts';
import { render } from './support/render.ts';

const mine = { credentials: { existingSecret: 'mine' } };

/** Names of the Secrets that a pod reads. */
function secretsOf({ spec }: ReturnType<typeof pod>): string[] {
  const volumes = (spec.volumes ?? []).flatMap(({ secret }) => secret?.secretName ?? []);
  const env = spec.containers.flatMap((container) => container.env ?? []);
  return [...new Set([...volumes, ...env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef?.name ?? [])])];
}

/** What the preflight may do with Secrets: verb and name. */
async function rightsToSecrets(values: object): Promise<string[]> {
  const roles = allOf(await render({ ...values }), 'Role').flatMap(({ rules }) => rules ?? []);
  return roles
    .filter(({ resources }) => resources?.includes('secrets'))
    .flatMap(({ verbs, resourceNames = ['*'] }) => verbs.map((verb) => `${verb} ${resourceNames.join()}`));
}

test.each([
  ['the default', {}],
  ['mtls', { istio: { mode: 'mtls' } }],
  ['existingSecret', mine],
  ['no preflight', { ...mine, preflight: { enabled: false } }],
])('no Secret is rendered with %s', async (_, values) => {
  expect((await render(values)).filter(({ kind }) => kind === 'Secret')).toEqual([]);
});

test('no password is rendered: every variable for one is read from the Secret', async () => {
  const env = pod(await render(), 'member').spec.containers[0]?.env ?? [];
  const passwords = env.filter(({ name }) => name.includes('PASSWORD'));
  expect(passwords).toHaveLength(4);
  for (const { value, valueFrom } of passwords) {
    expect(value).toBeUndefined();
    expect(valueFrom?.secretKeyRef?.name).toBe('db-patroni-credentials');
  }
});

test.each([
  ['<fullname>-credentials', {}, 'db-patroni-credentials'],
  ['existingSecret', mine, 'mine'],
])('members, apply, verify and the test Pod read %s', async (_, values, expected) => {
  const { preflight, 'client-outside': client, ...readers } = podsOf(await render(values));
  expect(preflight && secretsOf(preflight)).toEqual([]);
  expect(client && secretsOf(client)).toEqual([]);
  expect(Object.keys(readers)).toHaveLength(4);
  for (const reader of Object.values(readers)) expect(secretsOf(reader)).toEqual([expected]);
});

test.each([
  ['apply', ['superuser-password', 'replication-password', 'monitor-password', 'restapi-password']],
  ['verify', ['monitor-password']],
  ['test', ['monitor-password']],
])('%s is given no password but %j, in files', async (component, keys) => {
  const objects = await render();
  const { spec } = pod(objects, component);
  const [volume] = spec.volumes ?? [];
  expect(volume?.secret?.items).toEqual(keys.map((key) => ({ key, path: key })));
  const mountPath = spec.containers[0]?.volumeMounts?.[0]?.mountPath;
  expect(option(argumentsOf(objects, component), '--credentials')).toBe(mountPath);
});

// apply reads when it was written last, preflight whether it is there.
test('without existingSecret the preflight makes the Secret', async () => {
  const args = argumentsOf(await render(), 'preflight');
  expect(args).toContain('--create-secret');
  expect(args).not.toContain('--existing-secret');
  expect(await rightsToSecrets({})).toEqual([
    ...['get db-patroni-credentials', 'create *', 'get db-patroni-credentials'],
  ]);
});

test('with existingSecret the preflight only looks at it, and may make none', async () => {
  const args = argumentsOf(await render(mine), 'preflight');
  expect(option(args, '--existing-secret')).toBe('mine');
  expect(args).not.toContain('--create-secret');
  expect(await rightsToSecrets(mine)).toEqual(['get mine', 'get mine']);
});

test('preflight.enabled=false renders no preflight, and no right for it', async () => {
  const objects = await render({ ...mine, preflight: { enabled: false } });
  expect(findJob(objects, 'preflight')).toBeUndefined();
  expect(objects.map(nameOf).filter((name) => name.includes('preflight'))).toEqual([]);
});
