/** What of a release's storage an upgrade cannot change. */
import { type Finding, finding } from '../findings.ts';
import type { Facts } from './facts.ts';
import type { AskedStorage, Storage } from './installed.ts';
import { bytes, sameQuantity } from './quantity.ts';

/**
 * An upgrade that asks for other storage would be rejected by the API server after other objects have been applied; and what
 * the values say would be false where the claims that are there stay smaller.
 */
export function otherStorage(facts: Facts): Finding | null {
  const { installed, asked, claims } = facts;
  if (asked.storage === null) return null;
  const { size } = asked.storage;
  const found = installed === null ? [] : differences(asked.storage, installed.storage);
  const small = claims.filter((claim) => bytes(claim.size) < bytes(size));
  const facing = small.map((claim) => `${claim.name} has ${claim.size}, asked is ${size}`);
  if (found.length === 0 && small.length === 0) return null;
  return finding('PHA0517', { differences: [...found, ...facing].join('; '), way: wayOut(facts) });
}

function differences(asked: AskedStorage, live: Storage): string[] {
  const size = sameQuantity(asked.size, live.size) ? [] : [different('size', live.size, asked.size)];
  const others = (['storageClass', 'accessModes', 'labels', 'annotations'] as const)
    .filter((key) => asked[key] !== undefined && words(asked[key]) !== words(live[key]))
    .map((key) => different(key, words(live[key]), words(asked[key])));
  return [...size, ...others];
}

function different(key: string, live: string, asked: string): string {
  return `storage.${key} is "${live}", asked is "${asked}"`;
}

function wayOut({ initialize, installed, asked, ...rest }: Facts): string {
  const size = asked.storage?.size ?? '';
  if (initialize === '') return installAnew(rest);
  if (installed !== null && bytes(size) < bytes(installed.storage.size)) return makeSmaller;
  return makeLarger(rest, size, installed !== null);
}

type Names = Pick<Facts, 'name' | 'namespace' | 'release' | 'claims'>;

/** Nothing is in the volumes yet. */
function installAnew({ namespace, release, claims }: Names): string {
  const names = claims.map(({ name }) => name).join(' ');
  return `no cluster was made yet, so run helm uninstall ${release} --namespace ${namespace}, kubectl --namespace ${namespace} delete pvc ${names}, and install again`;
}

const makeSmaller =
  'a volume cannot be made smaller, so install a second release and copy the data (pg_dumpall)';

/** The claims that are there first; then a StatefulSet that asks for the same, without touching the members. */
function makeLarger({ name, namespace, claims }: Names, size: string, isInstalled: boolean): string {
  const names = claims.map((claim) => claim.name).join(' ');
  const patch = JSON.stringify({ spec: { resources: { requests: { storage: size } } } });
  const grow = `where the class of the claims allows it (allowVolumeExpansion), run for claim in ${names}; do kubectl --namespace ${namespace} patch pvc $claim --type merge --patch '${patch}'; done`;
  const orphan = `kubectl --namespace ${namespace} delete statefulset ${name} --cascade=orphan, which leaves the members running`;
  return isInstalled ? `${grow}, then ${orphan}, and upgrade again` : `${grow}, and install again`;
}

function words(value: Storage[keyof Storage] | undefined): string {
  if (value === undefined || typeof value === 'string') return value ?? '';
  if (Array.isArray(value)) return value.join(', ');
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return entries.map(([name, text]) => `${name}=${text}`).join(', ');
}
