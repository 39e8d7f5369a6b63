/** A proxy in front of the API server that fails every third call, and a kubeconfig that leads through it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { KubeConfig } from '@kubernetes/client-node';
import { target } from './target.ts';

export interface FlakyProxy {
  kubeconfig: string;
  /** How many calls came, and how many of them were failed. */
  readonly calls: number;
  readonly failed: number;
  close(): void;
}

class Forwarder {
  readonly #server: string;
  readonly #options: RequestOptions;
  calls = 0;
  failed = 0;

  constructor(server: string, options: RequestOptions) {
    this.#server = server;
    this.#options = options;
  }

  fails(): boolean {
    this.calls += 1;
    const fails = this.calls % 3 === 0;
    if (fails) this.failed += 1;
    return fails;
  }

  to({ method, url = '/', headers }: IncomingMessage) {
    return request(new URL(url, this.#server), { ...this.#options, method, headers });
  }
}

function listen(forwarder: Forwarder): Server {
  const server = createServer((from, answer) => {
    if (forwarder.fails()) {
      answer.writeHead(503).end('the proxy has no answer');
      return;
    }
    const onward = forwarder.to(from);
    onward.on('response', (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    from.pipe(onward);
  });
  // Port-forward is a WebSocket.
  server.on('upgrade', (from: IncomingMessage, socket: Duplex) => {
    if (forwarder.fails()) socket.destroy();
    else joined(forwarder, from, socket);
  });
  return server;
}

function joined(forwarder: Forwarder, from: IncomingMessage, socket: Duplex): void {
  const onward = forwarder.to(from);
  onward.on('upgrade', (said, upstream, head) => {
    const headers = said.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ''}`] : [],
    );
    socket.write(['HTTP/1.1 101 Switching Protocols', ...headers, '', ''].join('\r\n'));
    socket.write(head);
    upstream.pipe(socket).pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
  });
  onward.on('response', () => socket.destroy());
  onward.on('error', () => socket.destroy());
  onward.end();
}

export async function flakyProxy(): Promise<FlakyProxy> {
  const config = new KubeConfig();
  config.loadFromFile(target.kubeconfig);
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const forwarder = new Forwarder(config.getCurrentCluster()?.server ?? '', options);
  const server = listen(forwarder);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-proxy-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const through = new KubeConfig();
  through.loadFromClusterAndUser(
    // Without TLS to this proxy, which is on loopback, the client asks to be told that it is wanted.
    { name: 'flaky', server: `http://127.0.0.1:${port}`, skipTLSVerify: true },
    { name: 'nobody' },
  );
  writeFileSync(kubeconfig, through.exportConfig());
  return {
    kubeconfig,
    get calls() {
      return forwarder.calls;
    },
    get failed() {
      return forwarder.failed;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
