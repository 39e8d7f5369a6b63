/** What pods may do on their node, and accounts in the API. */
import { expect, test } from '@jest/globals';
import type { V1PolicyRule } from '@kubernetes/client-node';
import { allOf, nameOf, podsOf } from './support/objects.ts';
import { render } from './support/render.ts';

const modes = ['disabled', 'mtls'];

test.each(modes)('every pod keeps to Pod Security `restricted`, on a read-only root (%s)', async (mode) => {
  const pods = Object.entries(podsOf(await render({ istio: { mode } })));
  expect(pods).toHaveLength(mode === 'disabled' ? 6 : 7);
  for (const [, { spec }] of pods) {
    expect(spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(spec.securityContext?.runAsUser).toBeGreaterThan(0);
    for (const { securityContext } of spec.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  }
});

test.each(modes)('what tries ways has no way to the API (%s)', async (mode) => {
  const clients = Object.entries(podsOf(await render({ istio: { mode } }))).filter(([name]) =>
    name.startsWith('client'),
  );
  expect(clients.map(([name]) => name).sort()).toEqual(
    mode === 'disabled' ? ['client-outside'] : ['client-inside', 'client-outside'],
  );
  for (const [, { spec }] of clients) expect(spec.automountServiceAccountToken).toBe(false);
});

test('no pod shares anything with its node', async () => {
  const volumeKinds = ['name', 'configMap', 'emptyDir', 'secret'];
  for (const { spec } of Object.values(podsOf(await render()))) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) expect(spec).not.toHaveProperty(field);
    for (const volume of spec.volumes ?? [])
      expect(volumeKinds).toEqual(expect.arrayContaining(Object.keys(volume)));
    expect(spec.containers.flatMap(({ ports }) => ports ?? []).filter(({ hostPort }) => hostPort)).toEqual(
      [],
    );
  }
});

/** Verbs that Kubernetes cannot limit to names, or only for those who ask by name. */
const nameless = ['list', 'watch', 'create'];

const isOpen = ({ verbs, resourceNames }: V1PolicyRule): boolean =>
  resourceNames === undefined && verbs.some((verb) => !nameless.includes(verb));

test.each(modes)('every rule that may carry resourceNames does (%s)', async (mode) => {
  const roles = allOf(await render({ istio: { mode } }), 'Role');
  expect(roles.map(nameOf).sort()).toEqual(
    ['', '-apply', '-preflight', '-verify'].map((part) => `db-patroni${part}`),
  );
  const rules = roles.flatMap(({ rules }) => rules ?? []);
  expect(rules.filter(isOpen)).toEqual([]);
  expect(rules.filter(({ resourceNames }) => resourceNames?.length === 0)).toEqual([]);
});

test('no rule has a wildcard, and nothing is granted beyond the namespace', async () => {
  const objects = await render({ istio: { mode: 'mtls' } });
  expect(JSON.stringify(allOf(objects, 'Role'))).not.toContain('"*"');
  expect(objects.filter(({ kind }) => kind?.startsWith('Cluster'))).toEqual([]);
});

test('verify changes nothing: it gets and lists, and opens a port-forward', async () => {
  const verify = allOf(await render(), 'Role').find((role) => nameOf(role).endsWith('-verify'));
  const changing = (verify?.rules ?? []).filter(
    ({ verbs }) => !verbs.every((verb) => /^(get|list)$/.test(verb)),
  );
  expect(changing.map(({ resources }) => resources)).toEqual([['pods/portforward']]);
});

test('a right to one pod is a right to each member, and to no other', async () => {
  const rules = allOf(await render({ replicas: 5 }), 'Role').flatMap(({ rules }) => rules ?? []);
  const named = rules.filter(
    ({ resources, resourceNames }) => resourceNames && /^pods/.test(resources?.join() ?? ''),
  );
  expect(named).not.toHaveLength(0);
  const members = [0, 1, 2, 3, 4].map((ordinal) => `db-patroni-${ordinal}`);
  for (const { resourceNames } of named) expect(resourceNames).toEqual(members);
});
