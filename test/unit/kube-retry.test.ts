import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { Cluster } from '../../hook/kube/cluster.ts';
import { Deadline } from '../../hook/kube/deadline.ts';
import type { KubeError } from '../../hook/kube/errors.ts';
import { withRetry } from '../../hook/kube/retry.ts';

interface Answer {
  status: number;
  body: unknown;
}

const asked: string[] = [];
let answers: Answer[] = [];
let server: Server;
let address = '';
let cluster: Cluster;

/** An API server that gives the prepared answers in turn, then the last one for ever. */
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(answer?.status ?? 500, { 'content-type': 'application/json' });
    response.end(typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  address = `http://127.0.0.1:${port}`;
  cluster = clusterAt(address);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function clusterAt(server: string): Cluster {
  const config = new KubeConfig();
  config.loadFromClusterAndUser({ name: 'fake', server, skipTLSVerify: true }, { name: 'nobody' });
  return new Cluster(config);
}

function read(deadline = Deadline.in(5_000), from = cluster) {
  return from.call('read Pod demo/db-0', deadline, (o) =>
    from.core.readNamespacedPod({ name: 'db-0', namespace: 'demo' }, o),
  );
}

const podBody = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db-0' } };

function refusal(status: number, message: string, reason = ''): Answer {
  return { status, body: { kind: 'Status', status: 'Failure', message, reason } };
}

test.each([409, 429, 500, 503])('%i is asked again', async (status) => {
  answers = [refusal(status, 'later'), refusal(status, 'later'), { status: 200, body: podBody }];
  await expect(read()).resolves.toMatchObject({ metadata: { name: 'db-0' } });
});

test.each([
  [403, 'forbidden', 'pods "db-0" is forbidden'],
  [404, 'not found', 'pods "db-0" not found'],
  [401, 'refused', 'Unauthorized: the API server does not know this account'],
  [422, 'failed', 'invalid'],
])('%i is an answer: %s', async (status, kind, message) => {
  asked.length = 0;
  answers = [refusal(status, message)];
  await expect(read()).rejects.toMatchObject({ kind, because: message, what: 'read Pod demo/db-0' });
  expect(asked).toHaveLength(1);
});

test('what exists already is not asked again, though its status is 409 too', async () => {
  answers = [refusal(409, 'secrets "s" already exists', 'AlreadyExists')];
  await expect(read()).rejects.toMatchObject({ kind: 'exists' });
});

test('a proxy that answers in its own words is quoted', async () => {
  answers = [{ status: 502, body: '<html>Bad Gateway</html>' }];
  await expect(read(Deadline.in(50))).rejects.toMatchObject({
    kind: 'unreachable',
    because: `<html>Bad Gateway</html> (API server ${address})`,
  });
});

test('an API server that is away is named by its address', async () => {
  const away = 'http://127.0.0.1:1';
  await expect(read(Deadline.in(50), clusterAt(away))).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(
      /^could not read Pod demo\/db-0: .+ \(API server http:\/\/127\.0\.0\.1:1\)$/,
    ),
  });
});

test('a 403 is forgiven while rights are new', async () => {
  const young = new Cluster(cluster.config, 5_000);
  answers = [refusal(403, 'not yet'), { status: 200, body: podBody }];
  const pod = young.call('read', Deadline.in(5_000), (o) =>
    young.core.readNamespacedPod({ name: 'db-0', namespace: 'demo' }, o),
  );
  await expect(pod).resolves.toMatchObject({ metadata: { name: 'db-0' } });
});

test('an attempt that hangs is given up, and the next one is made', async () => {
  let attempts = 0;
  const hang = () => {
    attempts += 1;
    return attempts === 1 ? new Promise<string>(() => undefined) : Promise.resolve('answer');
  };
  await expect(withRetry('ask', hang, { deadline: Deadline.in(5_000), timeoutMs: 20 })).resolves.toBe(
    'answer',
  );
});

test('the deadline ends the asking with the last answer, in words', async () => {
  const error = await withRetry(
    'ask it',
    () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })),
    {
      deadline: Deadline.in(250),
    },
  ).catch((e: unknown) => e as KubeError);
  expect(error).toMatchObject({ kind: 'unreachable', message: 'could not ask it: ECONNREFUSED' });
});

test('an abort ends the asking at once', async () => {
  const stop = new AbortController();
  const asking = withRetry('ask', () => new Promise(() => undefined), {
    deadline: Deadline.in(60_000, stop.signal),
  });
  stop.abort();
  await expect(asking).rejects.toMatchObject({ because: 'stopped' });
});
