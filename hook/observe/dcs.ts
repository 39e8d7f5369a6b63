import { lookFor } from './look.ts';
import type { Looked } from './looked.ts';
import { isoOf } from './pod.ts';
import type { ConfigSeen, Dcs, LeaderSeen } from './seen-cluster.ts';
import type { Look } from './target.ts';

interface Annotated {
  annotations: Record<string, string>;
  createdAt: string;
}

/** Patroni keeps everything in the annotations of four ConfigMaps named after its scope. */
export async function readDcs(at: Look): Promise<Dcs> {
  const read = async <T>(suffix: string, to: (annotated: Annotated) => T) => readConfigMap(at, suffix, to);
  const [leader, config, failover, sync] = await Promise.all([
    read('leader', toLeader),
    read('config', toConfig),
    read('failover', ({ annotations }) => annotations),
    read('sync', ({ annotations }) => annotations),
  ]);
  return { leader, config, failover, sync };
}

async function readConfigMap<T>(
  at: Look,
  suffix: string,
  to: (annotated: Annotated) => T,
): Promise<Looked<T | null>> {
  const { cluster, namespace, deadline } = at;
  const name = `${at.name}-${suffix}`;
  const what = `read ConfigMap ${namespace}/${name}`;
  return lookFor(what, async () => {
    const { metadata } = await cluster.call(what, deadline, (o) =>
      cluster.core.readNamespacedConfigMap({ name, namespace }, o),
    );
    return to({ annotations: metadata?.annotations ?? {}, createdAt: isoOf(metadata?.creationTimestamp) });
  });
}

function toLeader({ annotations }: Annotated): LeaderSeen {
  return {
    leader: annotations['leader'] ?? '',
    renewedAt: annotations['renewTime'] ?? '',
    acquiredAt: annotations['acquireTime'] ?? '',
    ttl: Number(annotations['ttl'] ?? 30),
  };
}

function toConfig({ annotations, createdAt }: Annotated): ConfigSeen {
  return { createdAt, initialize: annotations['initialize'] ?? null, config: parsed(annotations['config']) };
}

function parsed(json: string | undefined): Record<string, unknown> | null {
  try {
    return json === undefined ? null : (JSON.parse(json) as Record<string, unknown>);
  } catch {
    return null;
  }
}
