import { requestPod } from '../kube/http.ts';
import { look } from './look.ts';
import type { Looked } from './looked.ts';
import type { PatroniSeen } from './seen-member.ts';
import type { Look } from './target.ts';

/** `GET /patroni`: the member about itself, now; never `/cluster`, which repeats what others once wrote. */
export async function readPatroni(at: Look, pod: string): Promise<Looked<PatroniSeen>> {
  const to = { namespace: at.namespace, pod, port: 8008, path: '/patroni', timeoutMs: 3_000 };
  return look(`ask Patroni of Pod ${at.namespace}/${pod}`, async () =>
    toSeen(JSON.parse((await requestPod(at.cluster, to, at.deadline)).body) as Answer),
  );
}

/** Most keys are there only in some states. */
const absent = {
  state: '',
  role: '',
  timeline: null as number | null,
  database_system_identifier: '',
  server_version: null as number | null,
  dcs_last_seen: null as number | null,
  cluster_unlocked: false,
  pending_restart: false,
  pending_restart_reason: {} as Record<string, { old_value: string | number; new_value: string | number }>,
  pause: false,
  replication_state: '',
  tags: {} as Record<string, unknown>,
};

type Answer = Partial<typeof absent>;

function toSeen(given: Answer): PatroniSeen {
  const answer = { ...absent, ...given };
  const seenAt = answer.dcs_last_seen;
  return {
    state: answer.state,
    role: answer.role,
    timeline: answer.timeline,
    systemIdentifier: answer.database_system_identifier,
    serverVersion: answer.server_version,
    dcsLastSeenAgo: seenAt === null ? null : Math.max(0, Math.round(Date.now() / 1000 - seenAt)),
    clusterUnlocked: answer.cluster_unlocked,
    pendingRestart: answer.pending_restart,
    pendingParameters: pendingOf(answer.pending_restart_reason),
    paused: answer.pause,
    replicationState: answer.replication_state,
    tags: answer.tags,
  };
}

function pendingOf(reason: (typeof absent)['pending_restart_reason']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(reason).map(([name, values]) => [name, `${values.old_value}->${values.new_value}`]),
  );
}
