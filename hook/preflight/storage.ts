/** What of a release's storage an upgrade cannot change. */
import { type Finding, finding } from '../findings.ts';
import type { Claim } from './claims.ts';
import type { Facts } from './facts.ts';
import type { AskedStorage, Storage } from './installed.ts';
import { bytes, sameQuantity } from './quantity.ts';

/**
 * An upgrade that asks for other storage would be rejected by the API server after other objects have been applied; and what
 * the values say would be false where the claims that are there stay smaller.
 */
export function otherStorage(facts: Facts): Finding | null {
  const { installed, asked, claims } = facts;
  const { storage } = asked;
  if (storage === null) return null;
  const found = installed === null ? [] : differences(storage, installed.storage);
  const small = claims.filter((claim) => isSmaller(claim, storage));
  const facing = small.map(
    (claim) => `${claim.name} has ${claim.size}, asked is ${sizeOf(storage, claim.volume)}`,
  );
  const all = [...found, ...otherWal(facts, storage), ...facing];
  if (all.length === 0) return null;
  return finding('PHA0517', { differences: all.join('; '), way: wayOut(facts, storage) });
}

/** '' where a volume is not asked for. */
function sizeOf({ size, wal }: AskedStorage, volume: Claim['volume']): string {
  if (volume === 'data') return size;
  return wal?.enabled === true ? wal.size : '';
}

function isSmaller({ volume, size }: Claim, asked: AskedStorage): boolean {
  return bytes(size) < bytes(sizeOf(asked, volume));
}

function differences(asked: AskedStorage, live: Storage): string[] {
  const others = (['storageClass', 'accessModes', 'labels', 'annotations', 'selector'] as const)
    .filter((key) => asked[key] !== undefined && words(asked[key]) !== words(live[key]))
    .map((key) => different(key, words(live[key]), words(asked[key])));
  return [...otherSize('size', live.size, asked.size), ...others, ...walDifferences(asked, live)];
}

function otherSize(key: string, live: string, asked: string): string[] {
  return sameQuantity(asked, live) ? [] : [different(key, live, asked)];
}

function walDifferences({ wal: asked }: AskedStorage, { wal: live }: Storage): string[] {
  if (asked?.enabled !== true || live === null) return [];
  const { size, storageClass } = asked;
  const other =
    storageClass === live.storageClass
      ? []
      : [['wal.storageClass', live.storageClass, storageClass] as const];
  return [...otherSize('wal.size', live.size, size), ...other.map((one) => different(...one))];
}

/** Where WAL is was decided when the cluster was made: without its volume no member of it starts. */
function hasOtherWal({ installed, claims }: Facts, { wal }: AskedStorage): boolean {
  const isKnown = wal !== undefined && (installed !== null || claims.length > 0);
  return isKnown && wal.enabled !== hasWal({ installed, claims });
}

function hasWal({ installed, claims }: Pick<Facts, 'installed' | 'claims'>): boolean {
  return installed === null ? claims.some(({ volume }) => volume === 'wal') : installed.storage.wal !== null;
}

function otherWal(facts: Facts, asked: AskedStorage): string[] {
  return hasOtherWal(facts, asked)
    ? [different('wal.enabled', `${hasWal(facts)}`, `${asked.wal?.enabled ?? false}`)]
    : [];
}

function different(key: string, live: string, asked: string): string {
  return `storage.${key} is "${live}", asked is "${asked}"`;
}

function wayOut(facts: Facts, asked: AskedStorage): string {
  const { initialize, installed } = facts;
  if (initialize === '') return installAnew(facts);
  if (hasOtherWal(facts, asked)) return `${never}, so ${elsewhere}`;
  if (installed !== null && isLess(asked, installed.storage))
    return `a volume cannot be made smaller, so ${elsewhere}`;
  return makeLarger(facts, asked);
}

function isLess(asked: AskedStorage, { size, wal }: Storage): boolean {
  return bytes(asked.size) < bytes(size) || bytes(sizeOf(asked, 'wal')) < bytes(wal?.size ?? '');
}

const never = 'a volume for WAL is decided when a cluster is made';
const elsewhere = 'install a second release and copy the data (pg_dumpall)';

/** Nothing is in the volumes yet. */
function installAnew({ namespace, release, claims }: Facts): string {
  const names = claims.map(({ name }) => name).join(' ');
  return `no cluster was made yet, so run helm uninstall ${release} --namespace ${namespace}, kubectl --namespace ${namespace} delete pvc ${names}, and install again`;
}

/** The claims that are there first; then a StatefulSet that asks for the same, without touching the members. */
function makeLarger({ name, namespace, claims, installed }: Facts, asked: AskedStorage): string {
  const grow = (['data', 'wal'] as const).flatMap((volume) => {
    const small = claims.filter((claim) => claim.volume === volume && isSmaller(claim, asked));
    return small.length === 0 ? [] : [growing(namespace, small, sizeOf(asked, volume))];
  });
  const grown =
    grow.length === 0
      ? []
      : [`where the class of the claims allows it (allowVolumeExpansion), run ${grow.join('; ')}`];
  const kept =
    'claims that are there keep their class, modes, labels and annotations, new members get the others';
  const orphan = `kubectl --namespace ${namespace} delete statefulset ${name} --cascade=orphan, which leaves the members running`;
  return installed === null
    ? [...grown, 'and install again'].join(', ')
    : [...grown, `${grown.length === 0 ? `${kept}: run` : 'then'} ${orphan}`, 'and upgrade again'].join(', ');
}

function growing(namespace: string, claims: Claim[], size: string): string {
  const names = claims.map((claim) => claim.name).join(' ');
  const patch = JSON.stringify({ spec: { resources: { requests: { storage: size } } } });
  return `for claim in ${names}; do kubectl --namespace ${namespace} patch pvc $claim --type merge --patch '${patch}'; done`;
}

function words(value: string | string[] | Record<string, string> | undefined): string {
  if (value === undefined || typeof value === 'string') return value ?? '';
  if (Array.isArray(value)) return value.join(', ');
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return entries.map(([name, text]) => `${name}=${text}`).join(', ');
}
