/** An API server that keeps objects by their path: read, create, merge-patch with resourceVersion, delete with uid. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { Cluster } from '../../hook/kube/cluster.ts';

interface Metadata {
  name?: string;
  uid?: string;
  resourceVersion?: string;
  annotations?: Record<string, string | null>;
}

export interface Stored {
  metadata: Metadata;
  [field: string]: unknown;
}

type Body = Stored & { preconditions?: { uid?: string } };

interface Answer {
  status: number;
  body: object;
}

const failure = (status: number, reason: string): Answer => ({
  status,
  body: { kind: 'Status', status: 'Failure', reason, message: reason },
});

export class FakeApi {
  readonly objects = new Map<string, Stored>();
  readonly asked: string[] = [];
  /** Answers that come before any other, one request each. */
  readonly next: Answer[] = [];
  readonly #server: Server;
  #version = 1;
  #folder: string | undefined;

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
  }

  async start(): Promise<Cluster> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const config = new KubeConfig();
    const { server } = this;
    config.loadFromClusterAndUser({ name: 'fake', server, skipTLSVerify: true }, { name: 'nobody' });
    return new Cluster(config, 2_000);
  }

  get server(): string {
    const { port } = this.#server.address() as { port: number };
    return `http://127.0.0.1:${port}`;
  }

  /** A kubeconfig that leads here, as a file. */
  kubeconfig(): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'fake-api-'));
    const file = join(this.#folder, 'kubeconfig');
    const clusters = [{ name: 'fake', cluster: { server: this.server, 'insecure-skip-tls-verify': true } }];
    const contexts = [{ name: 'fake', context: { cluster: 'fake', user: 'nobody' } }];
    const users = [{ name: 'nobody', user: {} }];
    writeFileSync(file, JSON.stringify({ clusters, contexts, users, 'current-context': 'fake' }));
    return file;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true });
  }

  put(path: string, object: Partial<Stored>): Stored {
    const name = path.split('/').at(-1) ?? '';
    const stored = {
      ...object,
      metadata: { name, ...object.metadata, resourceVersion: String(this.#version++) },
    };
    this.objects.set(path, stored);
    return stored;
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', url = '' } = request;
    this.asked.push(`${method} ${url}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    return this.next.shift() ?? this.#carryOut(method, url, (text === '' ? {} : JSON.parse(text)) as Body);
  }

  #carryOut(method: string, url: string, body: Body): Answer {
    if (method === 'POST') return this.#create(url, body);
    const [path = '', query] = url.split('?');
    if (query !== undefined) return { status: 200, body: { items: this.#under(path) } };
    const stored = this.objects.get(path);
    if (stored === undefined) return failure(404, 'NotFound');
    if (method === 'PATCH') return this.#patch(path, stored, body);
    if (method === 'DELETE') return this.#delete(path, stored, body.preconditions?.uid);
    return { status: 200, body: stored };
  }

  #under(path: string): Stored[] {
    return [...this.objects].filter(([key]) => key.startsWith(`${path}/`)).map(([, object]) => object);
  }

  #create(url: string, body: Stored): Answer {
    const path = `${url}/${body.metadata.name ?? ''}`;
    if (this.objects.has(path)) return failure(409, 'AlreadyExists');
    return { status: 201, body: this.put(path, body) };
  }

  #patch(path: string, stored: Stored, body: Stored): Answer {
    const { resourceVersion, annotations = {} } = (body.metadata as Metadata | undefined) ?? {};
    const isStale = resourceVersion !== undefined && resourceVersion !== stored.metadata.resourceVersion;
    if (isStale) return failure(409, 'Conflict');
    const spec = merged(stored['spec'], body['spec']);
    const metadata = { ...stored.metadata, annotations: merged(stored.metadata.annotations, annotations) };
    return { status: 200, body: this.put(path, { ...stored, spec, metadata: metadata as Metadata }) };
  }

  #delete(path: string, stored: Stored, uid: string | undefined): Answer {
    if (uid !== undefined && uid !== stored.metadata.uid) return failure(409, 'Conflict');
    this.objects.delete(path);
    return { status: 200, body: stored };
  }
}

/** A merge patch one level deep: null removes. */
function merged(before: unknown, patch: unknown): Record<string, unknown> {
  const all = { ...(before as object | undefined), ...(patch as object | undefined) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
