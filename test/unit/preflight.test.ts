import { expect, test } from '@jest/globals';
import type { FindingCode } from '../../hook/findings.ts';
import type { Facts } from '../../hook/preflight/facts.ts';
import { refusalCodes, refusalsOf } from '../../hook/preflight/refusals.ts';
import { findingText } from '../../hook/report/text.ts';
import { passwordKeys } from '../../hook/preflight/secret.ts';
import {
  storage,
  live,
  dcs,
  claim,
  facts,
  installed,
  wal,
  walClaim,
  flaws,
  noSecret,
  fresh,
} from './preflight-facts.ts';

function codesFor(change: Partial<Facts>): FindingCode[] {
  return refusalsOf(facts(change)).map(({ code }) => code);
}

const refused: [string, FindingCode, Partial<Facts>][] = [
  ['volumes without their Secret', 'PHA0511', { secret: noSecret }],
  ['volumes without their Secret, nothing of Patroni left', 'PHA0511', { ...fresh, claims: [claim(0)] }],
  [
    'a Secret that lacks a key',
    'PHA0512',
    { secret: { ...noSecret, keys: passwordKeys.filter((key) => key !== 'monitor-password') } },
  ],
  [
    'a Secret of the user that lacks all keys',
    'PHA0512',
    { secret: { name: 'own', isOurs: false, keys: [], flaws: [] } },
  ],
  ['a cluster that was made, and no volume', 'PHA0513', { claims: [] }],
  ['the leader on a removed ordinal', 'PHA0514', { replicas: 2 }],
  ['a value that only the DCS holds', 'PHA0515', { dcs: { asked: { ...dcs, ttl: 60 }, live: dcs } }],
  [
    'a parameter that only the DCS holds',
    'PHA0515',
    { dcs: { asked: { postgresql: { parameters: { max_connections: 200 } } }, live: dcs } },
  ],
  [
    'more than the default of what an older chart did not write',
    'PHA0515',
    { dcs: { asked: { synchronous_node_count: 2 }, live: dcs } },
  ],
  ['another major version', 'PHA0516', { asked: { postgresMajor: '16', initdb: '[]', storage } }],
  [
    'a larger volume',
    'PHA0517',
    { asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, size: '20Gi' } } },
  ],
  [
    'a smaller volume',
    'PHA0517',
    { asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, size: '5Gi' } } },
  ],
  [
    'claims that stayed smaller when the StatefulSet was made anew',
    'PHA0517',
    { installed: null, leader: '', claims: [claim(0), { ...claim(1), size: '5Gi' }] },
  ],
  [
    'another label of the volumes',
    'PHA0517',
    { asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, labels: { team: 'x' } } } },
  ],
  [
    'a larger volume of WAL',
    'PHA0517',
    {
      installed: { ...installed, storage: { ...live, wal: { size: '5Gi', storageClass: '' } } },
      claims: [claim(0), walClaim],
      asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, wal: { ...wal, size: '8Gi' } } },
    },
  ],
  [
    'a volume of WAL that was not there',
    'PHA0517',
    { asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, wal } } },
  ],
  [
    'no volume of WAL over one that was left by an uninstall',
    'PHA0517',
    {
      installed: null,
      leader: '',
      claims: [claim(0), walClaim],
      asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, wal: { ...wal, enabled: false } } },
    },
  ],
  [
    'other options of initdb',
    'PHA0521',
    { asked: { postgresMajor: '17', initdb: '["data-checksums"]', storage } },
  ],
  [
    'passwords that cannot work, before any cluster was made',
    'PHA0522',
    { ...fresh, secret: { name: 'own', isOurs: false, keys: [...passwordKeys], flaws } },
  ],
  [
    'a move between two modes that do not reach each other',
    'PHA0523',
    { modes: { asked: 'exclude', reached: 'mtls' } },
  ],
  [
    'a move whose first half has not been brought to all members',
    'PHA0523',
    { modes: { asked: 'mtls', reached: 'disabled' }, installed: { ...installed, mode: 'permissive' } },
  ],
  ['a move to ambient', 'PHA0523', { modes: { asked: 'ambient', reached: 'mtls' } }],
  ['a cluster in maintenance mode', 'PHA0519', { dcs: { asked: dcs, live: { ...dcs, pause: true } } }],
  [
    'another name over the volumes of this release',
    'PHA0520',
    { ...fresh, secret: noSecret, others: ['db-patroni'], name: 'pg' },
  ],
  [
    'another storage class before any cluster was made',
    'PHA0517',
    {
      initialize: '',
      leader: '',
      dcs: { asked: dcs, live: null },
      asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, storageClass: 'fast' } },
    },
  ],
];

test.each(refused)('refused: %s', (_, code, change) => {
  const found = refusalsOf(facts(change));
  expect(found.map((one) => one.code)).toEqual([code]);
  expect(found.map(findingText)).toMatchSnapshot();
});

test('every refusal is shown', () => {
  expect(refusalCodes.filter((code) => !refused.some(([, shown]) => shown === code))).toEqual([]);
});

const accepted: [string, Partial<Facts>][] = [
  ['an upgrade that changes nothing', {}],
  ['a first install', fresh],
  ['an install after an uninstall that left Secret, volumes and ConfigMaps', { installed: null }],
  [
    'a failed first install without hooks, whose pods wait for the Secret',
    {
      ...fresh,
      installed: installed,
      claims: [claim(0)],
    },
  ],
  [
    'a Secret of the user that is not there yet: it may come in the same sync',
    { ...fresh, secret: { name: 'own', isOurs: false, keys: null, flaws: [] } },
  ],
  ['a move by the mode between', { modes: { asked: 'permissive', reached: 'mtls' } }],
  [
    'the way back of a move that did not end',
    { modes: { asked: 'disabled', reached: 'disabled' }, installed: { ...installed, mode: 'permissive' } },
  ],
  ['fewer replicas, the leader stays', { replicas: 2, leader: 'db-patroni-1' }],
  ['fewer replicas, nobody leads', { replicas: 1, leader: '' }],
  ['fewer replicas than there were before the uninstall', { replicas: 1, installed: null }],
  ['the leader of another cluster, whatever its name', { replicas: 1, leader: 'db-patroni-old-2' }],
  [
    'more in the DCS than the release asks for',
    { dcs: { asked: { ttl: 30 }, live: { ...dcs, check_timeline: true } } },
  ],
  ['a number that was written as text', { dcs: { asked: { ttl: 30 }, live: { ttl: '30' } } }],
  [
    'another major version over a roll that stopped: it may be the one to take back',
    {
      installed: { ...installed, postgresMajor: '16', isRolled: false },
      asked: { postgresMajor: '17', initdb: '[]', storage },
    },
  ],
  [
    'another major version before any cluster was made',
    {
      initialize: '',
      leader: '',
      dcs: { asked: dcs, live: null },
      asked: { postgresMajor: '16', initdb: '[]', storage },
    },
  ],
  [
    'the same size in other words',
    { asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, size: '10240Mi' } } },
  ],
  ['a caller who does not say', { asked: { postgresMajor: '', initdb: '', storage: null } }],
  [
    'no volume of WAL, as it was',
    {
      asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, wal: { ...wal, enabled: false } } },
    },
  ],
  [
    'the same volume of WAL',
    {
      installed: { ...installed, storage: { ...live, wal: { size: '5120Mi', storageClass: '' } } },
      claims: [claim(0), walClaim],
      asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, wal } },
    },
  ],
  [
    'a first install with a volume of WAL',
    { ...fresh, asked: { postgresMajor: '17', initdb: '[]', storage: { ...storage, wal } } },
  ],
  ['the volumes of another cluster of the release beside its own', { others: ['db-old'] }],
  [
    'maintenance mode of a cluster that is not installed',
    { installed: null, dcs: { asked: dcs, live: { ...dcs, pause: true } } },
  ],
  [
    'passwords that a cluster was made with all the same',
    { secret: { name: 'own', isOurs: false, keys: [...passwordKeys], flaws } },
  ],
  [
    'the default of what an older chart did not write',
    {
      dcs: { asked: { synchronous_mode: true, synchronous_node_count: 1 }, live: { synchronous_mode: true } },
    },
  ],
  ['a null that nobody set', { dcs: { asked: { standby_cluster: null }, live: dcs } }],
  ['a DCS that holds nothing yet', { initialize: '', dcs: { asked: dcs, live: null } }],
];

test.each(accepted)('accepted: %s', (_, change) => {
  expect(codesFor(change)).toEqual([]);
});

test('all refusals are said at once', () => {
  expect(codesFor({ secret: noSecret, replicas: 1, dcs: { asked: { ttl: 60 }, live: dcs } })).toEqual([
    'PHA0511',
    'PHA0514',
    'PHA0515',
  ]);
});

test('a refusal names the ordinal, the value and the command that helps', () => {
  const [removed] = refusalsOf(facts({ replicas: 1 }));
  expect(removed?.title).toBe('db-patroni-2 leads, and with replicas: 1 it would be removed');
  expect(removed?.remedy).toContain('switchover --leader db-patroni-2 --candidate db-patroni-0 --force');
  const [changed] = refusalsOf(facts({ dcs: { asked: { ...dcs, ttl: 60 }, live: dcs } }));
  expect(changed?.title).toContain('ttl is 30, asked is 60');
  const larger = { postgresMajor: '17', initdb: '[]', storage: { ...storage, size: '20Gi' } };
  const [storageChanged] = refusalsOf(facts({ asked: larger }));
  expect(storageChanged?.title).toContain('storage.size is "10Gi", asked is "20Gi"');
  expect(storageChanged?.remedy).toContain('delete statefulset db-patroni --cascade=orphan');
  expect(storageChanged?.remedy).toContain(
    'for claim in data-db-patroni-0 data-db-patroni-1 data-db-patroni-2;',
  );
  const smaller = { postgresMajor: '17', initdb: '[]', storage: { ...storage, size: '5Gi' } };
  expect(refusalsOf(facts({ asked: smaller }))[0]?.remedy).toContain('cannot be made smaller');
  const [never] = refusalsOf(facts({ asked: larger, initialize: '', leader: '' }));
  expect(never?.remedy).toContain('helm uninstall db --namespace demo');
});
