/** Which image each pod runs, and with which pull secrets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { architecturesOf, commands } from '../../images/publish.ts';
import { podsOf } from './support/objects.ts';
import { chart, render, type Values } from './support/render.ts';

const { appVersion } = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as { appVersion: string };
const jobs = ['preflight', 'apply', 'verify', 'test', 'client-outside'];

/** The image of every pod, by its component. */
async function images(values: Values): Promise<Record<string, string | undefined>> {
  const pods = Object.entries(podsOf(await render(values)));
  for (const [, { spec }] of pods) {
    expect(spec.containers).toHaveLength(1);
    expect(spec.initContainers).toBeUndefined();
  }
  return Object.fromEntries(pods.map(([component, { spec }]) => [component, spec.containers[0]?.image]));
}

const all = (member: string, hook: string): Record<string, string> => ({
  member,
  ...Object.fromEntries(jobs.map((component) => [component, hook])),
});

/** The same image values for the members and for the tool. */
const both = (image: Values): Values => ({ image, hook: { image } });

test('by default the tool has the tag of appVersion', async () => {
  expect(await images({})).toEqual(
    all('localhost/patroni-istio/patroni:17-4.1.5', `localhost/patroni-istio/hook:${appVersion}`),
  );
});

test.each([
  [
    'registry, repository and tag',
    { registry: 'r.example', repository: 'a/b', tag: 'v1' },
    'r.example/a/b:v1',
  ],
  ['no registry', { registry: '', repository: 'a/b', tag: 'v1' }, 'a/b:v1'],
  [
    'a digest, which wins over the tag',
    { registry: 'r.example', repository: 'a/b', tag: 'v1', digest: `sha256:${'ab'.repeat(32)}` },
    `r.example/a/b@sha256:${'ab'.repeat(32)}`,
  ],
])('members, Jobs and the test Pod take %s', async (_, image, expected) => {
  expect(await images(both(image))).toEqual(all(expected, expected));
});

test('global.imageRegistry wins over every registry', async () => {
  const values = { ...both({ registry: 'r.example', repository: 'a/b', tag: 'v1' }) };
  const expected = 'global.example/a/b:v1';
  expect(await images({ ...values, global: { imageRegistry: 'global.example' } })).toEqual(
    all(expected, expected),
  );
});

test('pull policies reach every container', async () => {
  const pods = podsOf(await render(both({ pullPolicy: 'Always' })));
  for (const { spec } of Object.values(pods)) expect(spec.containers[0]?.imagePullPolicy).toBe('Always');
});

test.each([
  ['imagePullSecrets', { imagePullSecrets: ['one', 'two'] }, ['one', 'two']],
  ['global.imagePullSecrets', { global: { imagePullSecrets: ['three'] } }, ['three']],
  [
    'both, each once',
    { imagePullSecrets: ['one', 'two'], global: { imagePullSecrets: ['two', 'three'] } },
    ['one', 'two', 'three'],
  ],
])('every pod pulls with %s', async (_, values, expected) => {
  const pods = Object.entries(podsOf(await render(values)));
  expect(pods.map(([component]) => component).sort()).toEqual(['member', ...jobs].sort());
  for (const [, { spec }] of pods) expect(spec.imagePullSecrets).toEqual(expected.map((name) => ({ name })));
});

test('without pull secrets no pod has the field', async () => {
  for (const { spec } of Object.values(podsOf(await render())))
    expect(spec).not.toHaveProperty('imagePullSecrets');
});

test('imagePullSecrets may be emptied by a key without a value', async () => {
  for (const { spec } of Object.values(podsOf(await render({ imagePullSecrets: null })))) {
    expect(spec).not.toHaveProperty('imagePullSecrets');
  }
});

test('`npm run images` builds and pushes what the chart asks for', async () => {
  const registry = 'r.example/team';
  const wanted = [...new Set(Object.values(await images({ global: { imageRegistry: registry } })))].sort();
  const built = commands(registry, 'build').map((args) => args[args.indexOf('--tag') + 1]);
  const pushed = commands(registry, 'push').map((args) => args.at(-1));
  expect(built.sort()).toEqual(wanted);
  expect(pushed.sort()).toEqual(wanted);
  for (const args of commands(registry, 'build')) {
    const at = args.indexOf('--file');
    const dockerfile = at < 0 ? join(args.at(-1) ?? '', 'Dockerfile') : (args[at + 1] ?? '');
    expect(readFileSync(join(chart, '..', dockerfile), 'utf8')).toContain('FROM ');
  }
});

test('`npm run images` builds for several platforms at once, under the same names, and pushes them', () => {
  const platform = 'linux/arm64,linux/amd64';
  const single = commands('r.example/team', 'build');
  const several = commands('r.example/team', 'push', platform);
  expect(several).toEqual(
    single.map(([, ...args]) => ['buildx', 'build', '--platform', platform, '--push', ...args]),
  );
  expect(architecturesOf(platform)).toEqual(['arm64', 'amd64']);
  for (const wrong of ['arm64', 'windows/amd64', 'linux/', 'linux/arm/v7'])
    expect(() => architecturesOf(wrong)).toThrow(
      `--platform takes names such as linux/arm64,linux/amd64, not "${wrong}"`,
    );
});
