import { request } from 'node:http';
import type { Cluster } from './cluster.ts';
import type { Deadline } from './deadline.ts';
import { KubeError, messageOf } from './errors.ts';
import { openPodStream, type PodPort, type PodStream } from './port-forward.ts';
import { withRetry } from './retry.ts';

export interface PodRequest extends PodPort {
  path: string;
  method?: 'GET' | 'POST' | 'PATCH';
  /** `user:password` for Basic authentication. */
  auth?: string;
  body?: unknown;
  timeoutMs?: number;
}

export interface PodAnswer {
  status: number;
  body: string;
}

const longestAnswer = 1024 * 1024;

/** One HTTP request to a port of a Pod, through the API server. A GET may be asked again, anything else is not. */
export async function requestPod(cluster: Cluster, to: PodRequest, deadline: Deadline): Promise<PodAnswer> {
  const what = `${to.method ?? 'GET'} ${to.path} on port ${to.port} of Pod ${to.namespace}/${to.pod}`;
  const timeoutMs = to.timeoutMs ?? 5_000;
  const attempt = async (signal: AbortSignal): Promise<PodAnswer> => {
    const stream = await openPodStream(cluster, to, deadline.within(timeoutMs));
    try {
      return await send(stream, to, signal);
    } catch (error) {
      const because = messageOf(error);
      throw new KubeError({ kind: 'unreachable', what, because }, error);
    } finally {
      stream.destroy();
    }
  };
  return withRetry(what, attempt, { deadline, timeoutMs });
}

async function send(stream: PodStream, to: PodRequest, signal: AbortSignal): Promise<PodAnswer> {
  const body = to.body === undefined ? undefined : JSON.stringify(to.body);
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => stream,
      host: 'localhost',
      port: to.port,
      path: to.path,
      method: to.method ?? 'GET',
      signal,
      headers: {
        connection: 'close',
        ...(to.auth === undefined
          ? {}
          : { authorization: `Basic ${Buffer.from(to.auth).toString('base64')}` }),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    });
    stream.on('error', reject);
    asked.on('error', reject);
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        if (text.length < longestAnswer) text += chunk;
      });
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    asked.end(body);
  });
}
