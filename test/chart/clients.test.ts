/** What the apps of `helm test` try, by mode: the ways that it promises, and the one that it forbids. */
import { expect, test } from '@jest/globals';
import { argumentsOf, option } from './support/objects.ts';
import { render, type Values } from './support/render.ts';

const strict = { peerAuthentication: { mtls: 'STRICT' } };

test.each<[string, Values, string]>([
  ['disabled', { mode: 'disabled' }, 'reached'],
  ['mtls, where the mesh decides', { mode: 'mtls' }, 'either'],
  ['mtls, STRICT by itself', { mode: 'mtls', ...strict }, 'refused'],
  ['permissive', { mode: 'permissive' }, 'reached'],
  ['permissive, STRICT but for 5432', { mode: 'permissive', ...strict }, 'reached'],
  ['exclude', { mode: 'exclude' }, 'reached'],
  ['ambient', { mode: 'ambient' }, 'either'],
])('what an app without a sidecar has to find: %s', async (_, istio, expected) => {
  const args = argumentsOf(await render({ istio }), 'client-outside');
  expect(option(args, '--expect')).toBe(expected);
});

test('every Service and every member is asked, and in a mesh every REST API', async () => {
  const objects = await render({ replicas: 2, istio: { mode: 'mtls' } });
  const members = 'db-patroni-0.db-patroni-members,db-patroni-1.db-patroni-members';
  for (const client of ['client-inside', 'client-outside']) {
    const args = argumentsOf(objects, client);
    expect(option(args, '--postgres')).toBe(`db-patroni,db-patroni-replicas,${members}`);
  }
  expect(option(argumentsOf(objects, 'client-inside'), '--rest')).toBe(members);
  expect(option(argumentsOf(objects, 'client-outside'), '--rest')).toBeUndefined();
});

test('a single member has no replica behind the Service of replicas', async () => {
  const args = argumentsOf(await render({ replicas: 1 }), 'client-outside');
  expect(option(args, '--postgres')).toBe('db-patroni,db-patroni-0.db-patroni-members');
});
