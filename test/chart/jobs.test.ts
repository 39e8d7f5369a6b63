/** The three Jobs: when there is which, how long it may take, and what the apply Job is called. */
import { expect, test } from '@jest/globals';
import type { V1Job } from '@kubernetes/client-node';
import { argumentsOf, findJob, job, nameOf, option, podsOf, statefulSet } from './support/objects.ts';
import { render, type Values } from './support/render.ts';

/** Helm's own default for --timeout, for each Job. */
const helmWaits = 300;

const parts = ['preflight', 'apply', 'verify'];

const deadline = ({ spec }: V1Job): number => spec?.activeDeadlineSeconds ?? Infinity;

const applyName = async (values: Values): Promise<string> => nameOf(job(await render(values), 'apply'));

test('preflight and verify end in words before the Job ends, and the Job before Helm gives up', async () => {
  const objects = await render();
  for (const part of ['preflight', 'verify']) {
    const timeout = Number(option(argumentsOf(objects, part), '--timeout'));
    expect(timeout).toBeGreaterThan(0);
    expect(timeout).toBeLessThan(deadline(job(objects, part)));
    expect(deadline(job(objects, part))).toBeLessThan(helmWaits);
  }
});

test.each([
  ['preflight', 'preflight'],
  ['apply', 'update'],
  ['verify', 'verify'],
])('the Job %s gets its deadline from %s.timeoutSeconds', async (part, section) => {
  const objects = await render({ [section]: { timeoutSeconds: 900 }, hook: { helmTimeoutSeconds: 930 } });
  expect(option(argumentsOf(objects, part), '--timeout')).toBe('900');
  expect(deadline(job(objects, part))).toBe(930);
});

test('the window of verify reaches the Job and the test Pod', async () => {
  const objects = await render({ verify: { windowSeconds: 33 } });
  for (const part of ['verify', 'test']) expect(option(argumentsOf(objects, part), '--window')).toBe('33');
});

test('no Job tries twice, except when the node took its pod away', async () => {
  const objects = await render();
  for (const part of parts) {
    expect(job(objects, part).spec).toMatchObject({
      backoffLimit: 0,
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
      template: { spec: { restartPolicy: 'Never' } },
    });
  }
});

test('preflight and verify are hooks, apply belongs to the release', async () => {
  const objects = await render();
  const hooks = parts.map((part) => job(objects, part).metadata?.annotations?.['helm.sh/hook']);
  expect(hooks).toEqual(['pre-install,pre-upgrade', undefined, 'post-install,post-upgrade']);
});

test("verify's Job stays after green and after red", async () => {
  const verify = job(await render(), 'verify');
  expect(verify.metadata?.annotations?.['helm.sh/hook-delete-policy']).toBe('before-hook-creation');
  expect(verify.spec).not.toHaveProperty('ttlSecondsAfterFinished');
});

test('verify.enabled=false renders no verify Job, and `helm test` still has its Pod', async () => {
  const objects = await render({ verify: { enabled: false } });
  expect(findJob(objects, 'verify')).toBeUndefined();
  expect(Object.keys(podsOf(objects)).sort()).toEqual([
    ...['apply', 'client-outside', 'member', 'preflight', 'test'],
  ]);
});

test.each([
  [120, 120],
  [1, 1],
  [0, undefined],
])('update.keepJobSeconds %i renders ttlSecondsAfterFinished %s', async (keepJobSeconds, expected) => {
  const { spec } = job(await render({ update: { keepJobSeconds } }), 'apply');
  expect(spec?.ttlSecondsAfterFinished).toBe(expected);
});

test('the name of the apply Job stands on the StatefulSet, and the Job is told it', async () => {
  const objects = await render();
  const name = nameOf(job(objects, 'apply'));
  expect(name).toMatch(/^db-patroni-apply-[0-9a-f]{8}$/);
  expect(statefulSet(objects).metadata?.annotations).toMatchObject({ 'patroni-istio/apply': name });
  expect(option(argumentsOf(objects, 'apply'), '--job')).toBe(name);
});

test('the members do not know the name of the apply Job: a new one alone rolls nobody', async () => {
  const objects = await render();
  const { template } = statefulSet(objects).spec ?? {};
  expect(JSON.stringify(template)).not.toContain(nameOf(job(objects, 'apply')));
});

const mtls = { istio: { mode: 'mtls' } };

test.each<[string, Values, Values?]>([
  ['the image', { image: { tag: '17-4.1.6' } }],
  ['a local parameter', { postgres: { parameters: { work_mem: '64MB' } } }],
  ['a parameter in the DCS', { postgres: { parameters: { max_connections: 200 } } }],
  ['a pg_hba line', { postgres: { pgHba: ['host all all all reject'] } }],
  ['the mode', mtls],
  ["a rule for clients' proxies", { istio: { mode: 'mtls', destinationRule: { maxConnections: 9 } } }, mtls],
  ['a type of a Service', { service: { primary: { type: 'NodePort' } } }],
  ['who may reach the members', { networkPolicy: { render: 'always' } }],
  ['resources', { resources: { requests: { cpu: '1' } } }],
  ['its own deadline', { update: { timeoutSeconds: 601 } }],
  ['its own image', { hook: { image: { tag: '0.1.1' } } }],
  ['its own resources', { hook: { resources: { limits: { memory: '256Mi' } } } }],
  ['the Secret it reads', { credentials: { existingSecret: 'mine' } }],
])('the apply Job has another name when %s changes', async (_, values, base = {}) => {
  const [changed, before] = await Promise.all([applyName(values), applyName(base)]);
  expect(changed).not.toBe(before);
});

test("the apply Job keeps its name when only the verdict's settings change", async () => {
  const [changed, before] = await Promise.all([applyName({ verify: { windowSeconds: 5 } }), applyName({})]);
  expect(changed).toBe(before);
});
