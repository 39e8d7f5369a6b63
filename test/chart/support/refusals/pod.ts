/** Refusals of what is added to the members' pods. */
import type { Guard } from '../refusals.ts';

const env = (...names: string[]) => ({ pod: { extraEnv: names.map((name) => ({ name, value: 'x' })) } });
const mounts = (name: string, mountPath: string) => ({
  pod: { extraVolumes: [{ name: 'archive', emptyDir: {} }], extraVolumeMounts: [{ name, mountPath }] },
});

export const pod: Guard[] = [
  {
    title: 'a variable that wins over patroni.yaml',
    wrong: env('PATRONI_SCOPE'),
    says: 'pod.extraEnv has PATRONI_SCOPE, which would win over what this chart writes into patroni.yaml; remove it, and use the values below patroni and postgres.',
    border: env('PATRONI_LOG_TRACEBACK_LEVEL', 'PATRONI_KUBERNETES_RETRIABLE_HTTP_CODES'),
  },
  {
    title: 'a variable that libpq heeds in replication',
    wrong: env('PGPASSWORD'),
    says: 'pod.extraEnv has PGPASSWORD, which libpq would heed in the connections of Patroni and of replication, too; remove it, and set it where the program is started that needs it.',
    border: env('PGTZ', 'PGUSER'),
  },
  {
    title: 'one name twice',
    wrong: env('A', 'B', 'A'),
    says: 'pod.extraEnv: a name is there twice (A, B, A); choose another.',
    border: env('A', 'B'),
  },
  {
    title: 'a mount over another',
    wrong: mounts('archive', '/tmp/'),
    says: 'pod.extraVolumeMounts has /tmp/, where another volume is already; choose another mountPath.',
    border: mounts('archive', '/tmp/archive'),
  },
  {
    title: 'a mount of nothing',
    wrong: mounts('archives', '/archive'),
    says: 'pod.extraVolumeMounts has archives, but no volume of that name is there; add it to pod.extraVolumes, or take one of config, run, tmp, shared-memory, data, archive.',
    border: mounts('archive', '/archive'),
  },
];
