/** What client makes of what answers on 5432 and 8008 of this machine. */
import { createServer as createHttp } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { run, type ClientArguments } from '../../hook/client/run.ts';

/** Loopback addresses of their own, so that nobody else listens there. */
const host = '127.0.55.1';
const servers: Server[] = [];
let log: string[];

beforeEach(() => {
  log = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void log.push(line));
});

afterEach(() => {
  jest.restoreAllMocks();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server, port: number): Promise<void> {
  servers.push(server);
  server.listen(port, host);
  await once(server, 'listening');
}

const postgres = (answer: (socket: Socket, asked: Buffer) => void): Promise<void> =>
  listen(
    createServer((socket) => socket.once('data', (asked) => answer(socket, asked))),
    5432,
  );

async function client(change: Partial<ClientArguments>): Promise<{ code: number; last: string }> {
  const code = await run({ postgres: host, rest: '', expect: 'reached', timeout: 1, ...change });
  return { code, last: log.at(-1) ?? '' };
}

test('an SSLRequest is what is asked, and N is an answer of PostgreSQL', async () => {
  const asked: Buffer[] = [];
  await postgres((socket, data) => {
    asked.push(data);
    socket.end('N');
  });
  expect(await client({})).toEqual({ code: 0, last: 'all of 1 reached, as the mode promises' });
  expect(asked[0]?.toString('hex')).toBe('0000000804d2162f');
});

test('another server on the port is not taken for PostgreSQL', async () => {
  await postgres((socket) => socket.end('HTTP/1.1 400'));
  const { code, last } = await client({});
  expect(code).toBe(1);
  expect(last).toContain(`${host}:5432 is not reached from here: what answers is not PostgreSQL`);
});

test('a connection that is closed is refused, which may be what is expected', async () => {
  await postgres((socket) => socket.destroy());
  expect((await client({})).code).toBe(1);
  expect(await client({ expect: 'refused', timeout: 9 })).toEqual({
    code: 0,
    last: 'all of 1 refused, as the mode promises',
  });
});

test('what is reached and was not to be is red, at once', async () => {
  await postgres((socket) => socket.end('S'));
  const { code, last } = await client({ expect: 'refused', timeout: 60 });
  expect(code).toBe(1);
  expect(last).toContain('is reached from here, and was not to be');
});

test('a server that comes late is waited for', async () => {
  setTimeout(() => void postgres((socket) => socket.end('S')), 500);
  expect((await client({ timeout: 10 })).code).toBe(0);
});

test("Patroni's health is asked for, and only 200 is well", async () => {
  let status = 503;
  await listen(
    createHttp((asked, answer) => answer.writeHead(asked.url === '/health' ? status : 404).end()),
    8008,
  );
  const { code, last } = await client({ postgres: '', rest: host });
  expect(code).toBe(1);
  expect(last).toContain('the answer is HTTP 503');
  status = 200;
  expect((await client({ postgres: '', rest: host })).code).toBe(0);
});
