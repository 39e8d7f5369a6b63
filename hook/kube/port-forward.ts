import { PortForward } from '@kubernetes/client-node';
import { Duplex, PassThrough, Writable } from 'node:stream';
import type { Cluster } from './cluster.ts';
import type { Deadline } from './deadline.ts';
import { kindOfCode, KubeError, messageOf } from './errors.ts';
import { withRetry } from './retry.ts';

export interface PodPort {
  namespace: string;
  pod: string;
  port: number;
}

interface Tunnel {
  close(): void;
  on(event: 'close', listener: () => void): unknown;
}

const handshakeTimeoutMs = 5_000;

/** A stream into a Pod that looks enough like a socket for `pg` and `http`. It is dialled inside the Pod, on loopback. */
export class PodStream extends Duplex {
  /** What the kubelet said about the port, such as "connection refused". */
  complaint = '';
  readonly toPod = new PassThrough();
  #tunnel: Tunnel | undefined;

  constructor() {
    super();
    // An error may come before anybody listens; whoever uses the stream sees it as closed.
    this.on('error', () => undefined);
  }

  through(tunnel: Tunnel): void {
    this.#tunnel = tunnel;
    tunnel.on('close', () => this.push(null));
    if (this.destroyed) tunnel.close();
  }

  override _read(): void {
    // Data is pushed as it comes.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.toPod.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.toPod.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#tunnel?.close();
    done(error);
  }

  complain(text: string): void {
    this.complaint += text.slice(0, 500);
    this.destroy(new Error(complaintIn(this.complaint)));
  }

  // What a net.Socket has beyond a Duplex, for `pg` and `http`.
  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

/** The kubelet wraps the one interesting part in ids: "... failed to connect to localhost:5432 inside namespace ..., IPv4: dial tcp4 127.0.0.1:5432: connect: connection refused". */
function complaintIn(text: string): string {
  if (text.includes('connection refused')) return 'nothing listens on that port (connection refused)';
  return text.trim();
}

/** Opens the tunnel; whether the port answers shows only with the first byte. */
export async function openPodStream(cluster: Cluster, to: PodPort, deadline: Deadline): Promise<PodStream> {
  const what = `forward port ${to.port} of Pod ${to.namespace}/${to.pod}`;
  const { forgiveForbiddenUntil } = cluster;
  return withRetry(what, (signal) => open(cluster, to, { what, signal }), {
    deadline,
    timeoutMs: handshakeTimeoutMs,
    forgiveForbiddenUntil,
  });
}

async function open(
  cluster: Cluster,
  to: PodPort,
  { what, signal }: { what: string; signal: AbortSignal },
): Promise<PodStream> {
  const stream = new PodStream();
  const fromPod = writable((chunk) => stream.push(chunk));
  const complaints = writable((chunk) => stream.complain(chunk.toString('utf8')));
  try {
    const forward = new PortForward(cluster.config);
    const tunnel: unknown = await forward.portForward(
      to.namespace,
      to.pod,
      [to.port],
      fromPod,
      complaints,
      stream.toPod,
    );
    stream.through(tunnel as Tunnel);
  } catch (error) {
    throw handshakeError(error, what);
  }
  if (signal.aborted) stream.destroy();
  return stream;
}

function writable(take: (chunk: Buffer) => void): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      // The first frame of each channel is the port number alone: nothing is left of it.
      if (chunk.length > 0) take(chunk);
      done();
    },
  });
}

/** `ws` gives the status only in its words: "Unexpected server response: 403". */
function handshakeError(error: unknown, what: string): KubeError {
  const { message = messageOf(error) } = error as { message?: string };
  const code = Number(/server response: (\d{3})/.exec(message)?.[1] ?? Number.NaN);
  if (Number.isNaN(code)) {
    return new KubeError({ kind: 'unreachable', what, because: message, passing: true }, error);
  }
  const because =
    code === 403 ? 'forbidden (pods/portforward, verbs get and create)' : `the API server answered ${code}`;
  return new KubeError({ ...kindOfCode(code), what, because }, error);
}
