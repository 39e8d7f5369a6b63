/** What preflight sees of a release that runs, and what may be changed in it. */
import type { Facts } from '../../hook/preflight/facts.ts';
import { passwordKeys } from '../../hook/preflight/secret.ts';

export const storage = {
  size: '10Gi',
  storageClass: '',
  accessModes: ['ReadWriteOnce'],
  labels: {},
  annotations: {},
  selector: {},
};
export const live = { ...storage, wal: null };
export const dcs = { ttl: 30, postgresql: { use_slots: true, parameters: { max_wal_senders: 10 } } };

export const claim = (ordinal: number) => ({
  name: `data-db-patroni-${ordinal}`,
  volume: 'data' as const,
  size: '10Gi',
});

/** A release that runs, and an upgrade that changes nothing that preflight looks at. */
export function facts(change: Partial<Facts> = {}): Facts {
  return {
    name: 'db-patroni',
    namespace: 'demo',
    replicas: 3,
    secret: { name: 'db-patroni-credentials', isOurs: true, keys: [...passwordKeys], flaws: [] },
    claims: [0, 1, 2].map(claim),
    others: [],
    release: 'db',
    installed,
    asked: { postgresMajor: '17', initdb: '[]', storage },
    modes: { asked: 'mtls', reached: 'mtls' },
    initialize: '7711730213256192032',
    leader: 'db-patroni-2',
    dcs: { asked: dcs, live: dcs },
    ...change,
  };
}

export const installed = {
  postgresMajor: '17',
  mode: 'mtls',
  initdb: '[]',
  isRolled: true,
  isReady: true,
  storage: live,
};
export const wal = { enabled: true, size: '5Gi', storageClass: '' };
export const walClaim = { name: 'wal-db-patroni-0', volume: 'wal' as const, size: '5Gi' };
export const flaws = [
  { key: 'replication-password', words: 'replication-password ends in a line feed' },
  { key: 'replication-password', words: 'replication-password has $$' },
  { key: 'monitor-password', words: 'monitor-password ends in a line feed' },
];
export const noSecret = { name: 'db-patroni-credentials', isOurs: true, keys: null, flaws: [] };
export const fresh: Partial<Facts> = {
  secret: noSecret,
  claims: [],
  installed: null,
  initialize: '',
  leader: '',
};
