import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { run, type PreflightArguments } from '../../hook/preflight/run.ts';
import { passwordKeys } from '../../hook/preflight/secret.ts';
import { FakeApi } from './fake-api.ts';

const base = '/api/v1/namespaces/demo';
const secretPath = `${base}/secrets/db-patroni-credentials`;

let api: FakeApi;
let log: string[] = [];

beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  log = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
});

afterEach(() => {
  jest.restoreAllMocks();
  api.stop();
});

async function preflight(change: Partial<PreflightArguments> = {}): Promise<{ code: number; last: string }> {
  const code = await run({
    namespace: 'demo',
    kubeconfig: api.kubeconfig(),
    context: undefined,
    name: 'db-patroni',
    release: 'db',
    selector: undefined,
    job: undefined,
    replicas: 3,
    dcs: '{"ttl":30}',
    postgresMajor: '17',
    initdb: '',
    istioMode: '',
    storage: undefined,
    existingSecret: '',
    createSecret: true,
    timeout: 5,
    ...change,
  });
  return { code, last: log.at(-1) ?? '' };
}

function passwords(): Record<string, string> {
  return api.objects.get(secretPath)?.['stringData'] as Record<string, string>;
}

test('a first install makes the Secret: four passwords that need no quoting, nobody’s but the release’s by label', async () => {
  expect(await preflight()).toEqual({
    code: 0,
    last: 'release db may go on: the Secret db-patroni-credentials was made',
  });
  expect(Object.keys(passwords())).toEqual([...passwordKeys]);
  for (const password of Object.values(passwords())) expect(password).toMatch(/^[\w-]{32,}$/);
  expect(new Set(Object.values(passwords())).size).toBe(4);
  const made = api.objects.get(secretPath);
  expect(made?.metadata).toMatchObject({ labels: { 'app.kubernetes.io/instance': 'db' } });
  expect(made?.metadata).not.toHaveProperty('ownerReferences');
  expect(JSON.stringify(made?.metadata)).not.toContain('helm');
  for (const password of Object.values(passwords())) expect(log.join('\n')).not.toContain(password);
});

test('a Secret that is there is never written', async () => {
  api.put(secretPath, { data: Object.fromEntries(passwordKeys.map((key) => [key, 'eA=='])) });
  expect(await preflight()).toMatchObject({ code: 0 });
  expect(api.asked.filter((one) => !one.startsWith('GET'))).toEqual([]);
});

test('only who says its mode needs the right to read what apply has reached', async () => {
  api.put(secretPath, { data: Object.fromEntries(passwordKeys.map((key) => [key, 'eA=='])) });
  const leases = (): string[] => api.asked.filter((one) => one.includes('/leases/'));
  expect(await preflight()).toMatchObject({ code: 0 });
  expect(leases()).toEqual([]);
  expect(await preflight({ istioMode: 'mtls' })).toMatchObject({ code: 0 });
  expect(leases()).toHaveLength(1);
});

test('an empty password is a missing one', async () => {
  const data = Object.fromEntries(passwordKeys.map((key) => [key, key === 'monitor-password' ? '' : 'eA==']));
  api.put(secretPath, { data });
  expect(await preflight()).toEqual({
    code: 1,
    last: 'release db is refused: the Secret db-patroni-credentials has no monitor-password (PHA0512); nothing was changed',
  });
});

test('a password that would not work is refused in words that have nothing of it', async () => {
  const encoded = (text: string): string => Buffer.from(text).toString('base64');
  const data = Object.fromEntries(passwordKeys.map((key) => [key, encoded('hunter2\n')]));
  api.put(`${base}/secrets/own`, { data });
  const { code, last } = await preflight({ existingSecret: 'own' });
  expect([code, last]).toEqual([
    1,
    expect.stringMatching(
      /^release db is refused: the Secret own has what cannot be a password here: superuser-password ends in a line feed; .*\(PHA0522\); nothing was changed$/,
    ),
  ]);
  expect(log.join('\n')).not.toMatch(new RegExp(`hunter2|${encoded('hunter2')}`));
});

test('without --create-secret it only looks', async () => {
  expect(await preflight({ createSecret: false })).toMatchObject({ code: 0 });
  expect(api.objects.size).toBe(0);
});

test('the Secret of the user is only a warning while it is not there, and is never made', async () => {
  const { code, last } = await preflight({ existingSecret: 'own' });
  expect([code, last]).toEqual([0, expect.stringContaining('warning: the Secret own')]);
  expect(api.objects.size).toBe(0);
});

test('rights that are a moment old: a 403 is asked again', async () => {
  const forbidden = { status: 403, body: { kind: 'Status', message: 'secrets is forbidden' } };
  api.next.push(forbidden, forbidden, forbidden, forbidden, forbidden, forbidden);
  expect(await preflight()).toMatchObject({ code: 0 });
});

test('volumes whose Secret is gone: refused, all in the last line, nothing is made', async () => {
  api.put(`${base}/persistentvolumeclaims/data-db-patroni-0`, {});
  api.put(`${base}/persistentvolumeclaims/data-other-0`, {});
  const { code, last } = await preflight();
  expect(code).toBe(1);
  expect(last).toMatch(
    /^release db is refused: volumes of this release are there \(data-db-patroni-0\), its Secret .* is not \(PHA0511\); nothing was changed$/,
  );
  expect(api.objects.has(secretPath)).toBe(false);
});

test('what Patroni holds is read from its ConfigMaps', async () => {
  const config = '{"ttl":20,"pause":true}';
  api.put(`${base}/configmaps/db-patroni-config`, { metadata: { annotations: { initialize: '7', config } } });
  api.put(`${base}/configmaps/db-patroni-leader`, { metadata: { annotations: { leader: 'db-patroni-4' } } });
  api.put('/apis/apps/v1/namespaces/demo/statefulsets/db-patroni', {});
  api.put(secretPath, { data: Object.fromEntries(passwordKeys.map((key) => [key, 'eA=='])) });
  api.put(`${base}/persistentvolumeclaims/data-db-patroni-4`, {});
  expect(await preflight()).toMatchObject({ code: 1 });
  const codes = log.flatMap((text) => /^PHA\d+/.exec(text)?.[0] ?? []);
  expect(codes).toEqual(['PHA0514', 'PHA0515', 'PHA0519']);
  expect(log.at(-1)).toContain('and 2 more; nothing was changed');
});

test('a refusal does not call a release well that was not', async () => {
  api.put(secretPath, { data: {} });
  const statefulSet = (status: object) => {
    api.put('/apis/apps/v1/namespaces/demo/statefulsets/db-patroni', { spec: { replicas: 3 }, status });
  };
  statefulSet({ updatedReplicas: 3, readyReplicas: 3 });
  expect((await preflight()).last).toMatch(/; nothing was changed, no rollback is needed$/);
  statefulSet({ updatedReplicas: 1, readyReplicas: 2 });
  expect((await preflight({ job: 'db-patroni-preflight' })).last).toMatch(
    /; nothing was changed, but not every member is of the revision before either: helm rollback db N --namespace demo, .*; in lines: kubectl --namespace demo logs job\/db-patroni-preflight$/,
  );
  statefulSet({ updatedReplicas: 3, readyReplicas: 2 });
  expect((await preflight()).last).toContain('not every member is ready either');
});

test('--dcs that is no JSON is a wrong call', async () => {
  await expect(preflight({ dcs: 'ttl: 30' })).rejects.toThrow('--dcs is not JSON.');
});
