/** What a client with a sidecar sees of a cluster while it moves, and what Kubernetes says of its pods meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { podOf } from '../../e2e/support/apps.ts';
import type { Release } from '../../e2e/support/release.ts';
import { kubectl } from '../../e2e/support/run.ts';
import { until } from '../../e2e/support/wait.ts';

const script = 'watcher.py';

interface Printed {
  /** When a connection to the member was tried, and why it failed, or ''. */
  reads: [at: number, why: string][];
  /** When the primary was asked, who it was, and who streamed from it. */
  streams: [at: number, leader: string, members: string[]][];
}

export interface Watched extends Printed {
  /** By member, when its pod was seen Ready. */
  ready: Record<string, number[]>;
}

interface Pods {
  items: {
    metadata: { name: string; deletionTimestamp?: string };
    status: { conditions?: { type: string; status: string }[] };
  }[];
}

export class Watcher {
  readonly #release: Release;
  readonly #stop = new AbortController();
  readonly #ready: Record<string, number[]> = {};
  #polling: Promise<void> | undefined;

  private constructor(release: Release) {
    this.#release = release;
  }

  /** Reads from one member, and watches all of them. */
  static async start(release: Release, member: string): Promise<Watcher> {
    const { namespace, fullname } = release;
    const watcher = new Watcher(release);
    const metadata = { name: 'watcher', namespace };
    const data = { [script]: readFileSync(join(import.meta.dirname, script), 'utf8') };
    const pod = await podOf(release, {
      name: metadata.name,
      inMesh: true,
      command: ['python3', `/watcher/${script}`, `${member}.${fullname}-members`, fullname],
      volumes: [{ name: 'script', configMap: { name: metadata.name } }],
      volumeMounts: [{ name: 'script', mountPath: '/watcher' }],
    });
    const items = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata, data }, pod];
    await kubectl(['apply', '--filename', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    const wait = ['wait', '--for=condition=Ready', '--timeout=90s', 'pod/watcher'];
    await kubectl(['--namespace', namespace, ...wait]);
    watcher.#polling = watcher.#poll();
    return watcher;
  }

  async stop(): Promise<Watched> {
    this.#stop.abort();
    await this.#polling;
    const inNamespace = ['--namespace', this.#release.namespace];
    const end = ['python3', '-c', 'import os; os.kill(1, 15)'];
    await kubectl([...inNamespace, 'exec', 'watcher', '--container', 'app', '--', ...end]);
    const printed = await until('the watcher prints what it has seen', async () => {
      const log = await kubectl([...inNamespace, 'logs', 'watcher', '--container', 'app']);
      return log === '' ? undefined : (JSON.parse(log) as Printed);
    });
    await kubectl([...inNamespace, 'delete', 'pod/watcher', 'configmap/watcher']);
    return { ...printed, ready: this.#ready };
  }

  async #poll(): Promise<void> {
    const { namespace, fullname } = this.#release;
    const which = ['--selector', `patroni-istio/scope=${fullname}`, '--output', 'json'];
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const { items } = JSON.parse(
        await kubectl(['--namespace', namespace, 'get', 'pods', ...which]),
      ) as Pods;
      for (const { metadata, status } of items) {
        const isReady = status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True');
        if (isReady === true && metadata.deletionTimestamp === undefined)
          (this.#ready[metadata.name] ??= []).push(Date.now() / 1000);
      }
      await sleep(500, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** The longest time between two moments, seconds. */
export function longestGap(moments: number[]): number {
  return Math.max(0, ...moments.slice(1).map((at, index) => at - (moments[index] ?? at)));
}

export interface Outage {
  from: number;
  seconds: number;
  why: string;
}

/** Times without an answer, each from the first failure to the next success, seconds. */
export function outages({ reads }: Printed): Outage[] {
  const found: Outage[] = [];
  let since: { from: number; why: string } | undefined;
  for (const [at, why] of reads) {
    if (why !== '') since ??= { from: at, why };
    else if (since !== undefined) {
      found.push({ ...since, seconds: at - since.from });
      since = undefined;
    }
  }
  if (since !== undefined) found.push({ ...since, seconds: Number.POSITIVE_INFINITY });
  return found;
}

/** Moments at which a member streamed, or led. */
export function streamed({ streams }: Printed, member: string): number[] {
  return streams
    .filter(([, leader, members]) => leader === member || members.includes(member))
    .map(([at]) => at);
}
