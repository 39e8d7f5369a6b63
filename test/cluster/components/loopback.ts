/**
 * The way in from the host: a process whose listening socket was made in the host's network and whose connections
 * are made in the first node's. Run as a program it is that process; the socket is handed to it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { cluster, firstNode } from '../config.ts';
import { entering, type Sandbox } from '../sandbox.ts';
import { Trouble } from '../steps.ts';

const portsToTry = 50;

async function listen(): Promise<Server> {
  for (let port = cluster.firstLoopbackPort; port < cluster.firstLoopbackPort + portsToTry; port++) {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    const taken = await Promise.race([
      once(server, 'listening').then(() => false),
      once(server, 'error').then(() => true),
    ]).catch(() => true);
    if (!taken) return server;
  }
  throw new Trouble(`No free port on 127.0.0.1 from ${cluster.firstLoopbackPort} on.`);
}

/** Starts the forwarder and returns the port on 127.0.0.1. */
export async function loopback(sandbox: Sandbox): Promise<number> {
  const server = await listen();
  const { port } = server.address() as { port: number };
  const out = openSync(join(cluster.logs, 'loopback.log'), 'a');
  const [command = '', ...args] = entering(sandbox, [process.execPath, import.meta.filename], firstNode.name);
  const child = spawn(command, args, { detached: true, stdio: ['ignore', out, out, 'ipc'], cwd: '/' });
  child.send('listen', server);
  await once(child, 'message');
  child.disconnect();
  child.unref();
  server.close();
  return port;
}

function forward(client: Socket): void {
  const server = connect(6443, firstNode.address);
  for (const [from, to] of [
    [client, server],
    [server, client],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
    from.pipe(to);
  }
}

if (import.meta.main) {
  process.once('message', (_message, handle) => {
    (handle as Server).on('connection', forward);
    process.send?.('forwarding');
  });
}
