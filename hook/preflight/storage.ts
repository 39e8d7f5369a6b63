/** What of a release's storage an upgrade cannot change. */
import { type Finding, finding } from '../findings.ts';
import type { Facts } from './facts.ts';
import type { Storage } from './installed.ts';

/** An upgrade that asks for other storage would be rejected by the API server after other objects have been applied. */
export function otherStorage({ installed, asked, initialize, ...rest }: Facts): Finding | null {
  if (installed === null || asked.storage === null) return null;
  const found = storageDifferences(asked.storage, installed.storage);
  if (found.length === 0) return null;
  const way = initialize === '' ? installAnew(rest) : makeAnew(rest);
  return finding('PHA0517', { differences: found.join('; '), way });
}

function storageDifferences(asked: Storage, live: Storage): string[] {
  const pairs = [
    { path: 'storage.size', asked: asked.size, live: live.size, same: sameQuantity(asked.size, live.size) },
    ...(['storageClass', 'accessModes', 'labels', 'annotations'] as const).map((key) => ({
      path: `storage.${key}`,
      asked: words(asked[key]),
      live: words(live[key]),
      same: words(asked[key]) === words(live[key]),
    })),
  ];
  return pairs
    .filter(({ same }) => !same)
    .map((one) => `${one.path} is "${one.live}", asked is "${one.asked}"`);
}

/** Powers of ten, and of two ("Ki"); the API server writes a quantity anew, so 1024Mi comes back as 1Gi. */
const suffixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

function sameQuantity(one: string, other: string): boolean {
  return one === other || (!Number.isNaN(bytes(one)) && bytes(one) === bytes(other));
}

/** NaN for what is no plain size; what it is, the API server says. */
function bytes(quantity: string): number {
  const [, amount = '', prefix = '', binary = ''] = /^([\d.]+)([kKMGTPE]?)(i?)$/.exec(quantity) ?? [];
  const power = suffixes.indexOf(prefix === 'K' ? 'k' : prefix);
  return amount === '' ? NaN : Number(amount) * (binary === '' ? 1000 : 1024) ** power;
}

type Names = Pick<Facts, 'name' | 'namespace' | 'release' | 'claims'>;

/** Nothing is in the volumes yet. */
function installAnew({ namespace, release, claims }: Names): string {
  return `no cluster was made yet, so run helm uninstall ${release} --namespace ${namespace}, kubectl --namespace ${namespace} delete pvc ${claims.join(' ')}, and install again`;
}

function makeAnew({ name, namespace }: Names): string {
  return `change the claims that are there by hand (kubectl --namespace ${namespace} edit pvc, where their class allows a larger size), run kubectl --namespace ${namespace} delete statefulset ${name} --cascade=orphan, which leaves the members running, and upgrade again`;
}

function words(value: Storage[keyof Storage]): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(', ');
  const entries = Object.entries(value).sort(([one], [other]) => one.localeCompare(other));
  return entries.map(([name, text]) => `${name}=${text}`).join(', ');
}
