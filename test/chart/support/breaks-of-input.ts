/** The part of breaks.ts that is of values which broke an install, a pod or PostgreSQL, or did nothing. */
import type { Break } from './breaks.ts';

const pattern = 'does not match pattern';
const twice = { ipFamilies: ['IPv4', 'IPv4'] };
const ranges = { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.300/8'] };
const local = { externalTrafficPolicy: 'Local' };

/** Refused by the schema. */
export const stricter: Break[] = [
  { path: 'image.registry', values: { image: { registry: 'https://r.example' } }, says: pattern },
  { path: 'hook.image.registry', values: { hook: { image: { registry: 'r.example/' } } }, says: pattern },
  { path: 'global.imageRegistry', values: { global: { imageRegistry: 'r.example/' } }, says: pattern },
  { path: 'imagePullSecrets', values: { imagePullSecrets: [''] }, says: pattern },
  { path: 'global.imagePullSecrets', values: { global: { imagePullSecrets: [''] } }, says: pattern },
  { path: 'storage.size', values: { storage: { size: '0Gi' } }, says: pattern },
  { path: 'postgres.pgHba', values: { postgres: { pgHba: ['# a \\', '# b'] } }, says: pattern },
  { path: 'postgres.initdb', values: { postgres: { initdb: ['--data-checksums'] } }, says: pattern },
  { path: 'service.primary.ipFamilies', values: { service: { primary: twice } }, says: 'are equal' },
  { path: 'service.replicas.ipFamilies', values: { service: { replicas: twice } }, says: 'are equal' },
  {
    path: 'service.primary.loadBalancerSourceRanges',
    values: { service: { primary: ranges } },
    says: pattern,
  },
  {
    path: 'service.replicas.loadBalancerSourceRanges',
    values: { service: { replicas: ranges } },
    says: pattern,
  },
];

/** Refused by the guards, by what is said of them in support/refusals/. */
export const guarded: Record<string, string> = {
  'an option of initdb that Patroni or the chart sets': 'postgres.initdb',
  'an image of another PostgreSQL': 'postgres.major',
  'a parameter of the chart in capitals': 'postgres.parameters',
  'less than Patroni takes': 'postgres.parameters',
  'WAL without what replicas need': 'postgres.parameters',
  'a unit of Kubernetes': 'postgres.parameters',
  'a line without a method': 'postgres.pgHba',
  'no line for the address that clients come from in a mesh': 'postgres.pgHba',
  'TLS in pg_hba.conf alone': 'postgres.pgHba',
  'a variable that wins over patroni.yaml': 'pod.extraEnv',
  'a variable that libpq heeds in replication': 'pod.extraEnv',
  'one name twice': 'pod.extraEnv',
  'a mount over another': 'pod.extraVolumeMounts',
  'a mount of nothing': 'pod.extraVolumeMounts',
  'a name that no Service may have': 'nameOverride',
  'the account of a Job': 'serviceAccount.name',
  'a request above its limit': 'resources',
  'two families in one address': 'service.primary.ipFamilies',
};

/** Refused by guards whose own example has a value that came with them. */
export const others: Break[] = [
  {
    path: 'patroni.synchronousModeStrict',
    values: { patroni: { synchronousModeStrict: true } },
    says: 'patroni.synchronousModeStrict does nothing with patroni.synchronousMode off',
  },
  {
    path: 'scheduling.podAntiAffinity',
    values: { scheduling: { podAntiAffinity: 'hard', affinity: { nodeAffinity: {} } } },
    says: 'scheduling.podAntiAffinity does nothing with scheduling.affinity',
  },
  {
    path: 'service.primary.externalTrafficPolicy',
    values: { service: { primary: local } },
    says: 'service.primary.externalTrafficPolicy does nothing with service.primary.type ClusterIP',
  },
  {
    path: 'service.replicas.externalTrafficPolicy',
    values: { service: { replicas: local } },
    says: 'service.replicas.externalTrafficPolicy does nothing with service.replicas.type ClusterIP',
  },
  {
    path: 'hook.resources',
    values: { hook: { resources: { requests: { memory: '256Mi' } } } },
    says: 'hook.resources.requests.memory is 256Mi, more than hook.resources.limits.memory (192Mi)',
  },
  {
    path: 'postgres.parameters',
    values: { postgres: { parameters: { max_wal_senders: 0 } } },
    says: 'postgres.parameters.max_wal_senders is 0, less than replicas + 1',
  },
];
