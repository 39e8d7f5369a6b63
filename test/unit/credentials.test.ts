import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Cluster } from '../../hook/kube/cluster.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import { monitorLogin } from '../../hook/verify/credentials.ts';

const unused = {} as Cluster;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a folder gives the password as it is, and is asked again until it has it', async () => {
  const login = monitorLogin({ cluster: unused, namespace: 'demo', directory });
  const before = await login('creds', Deadline.in(1_000));
  expect(before).toMatchObject({ unseen: { kind: 'not found' } });
  writeFileSync(join(directory, 'monitor-password'), ' secret\n');
  const after = await login('creds', Deadline.in(1_000));
  expect(after).toEqual({ seen: { user: 'monitor', password: ' secret\n', database: 'postgres' } });
});

function secretWith(data: Record<string, string>): Cluster {
  const core = { readNamespacedSecret: () => Promise.resolve({ data }) };
  const call = (_what: string, _deadline: Deadline, ask: (o: object) => Promise<unknown>) => ask({});
  return { core, call } as unknown as Cluster;
}

test('elsewhere the Secret gives it', async () => {
  const cluster = secretWith({ 'monitor-password': Buffer.from('p w').toString('base64') });
  const login = await monitorLogin({ cluster, namespace: 'demo' })('creds', Deadline.in(1_000));
  expect(login).toMatchObject({ seen: { password: 'p w' } });
});

test('a Secret without the key is told from no Secret', async () => {
  const login = await monitorLogin({ cluster: secretWith({}), namespace: 'demo' })(
    'creds',
    Deadline.in(1_000),
  );
  expect(login).toMatchObject({ unseen: { kind: 'not found', because: 'it has no key monitor-password' } });
});
