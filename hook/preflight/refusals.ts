/** What an install or upgrade would hurt and could not mend by going on: pure, each a small decider, all said at once. */
import { listed } from '../checks/view.ts';
import { type Finding, type FindingCode, finding } from '../findings.ts';
import { passwordKeys } from './secret.ts';
import type { Facts } from './facts.ts';
import { forbiddenMove } from './moves.ts';
import { otherStorage } from './storage.ts';

type Decider = (facts: Facts) => Finding | null;

/** A replica of a cluster that was made with other passwords cannot log in to its primary. */
const volumesWithoutSecret: Decider = (facts) => {
  const { name, namespace, release, leader, secret, claims, initialize, installed } = facts;
  // An install whose pods still wait for their first Secret has volumes too, with nothing in them.
  const hasData = initialize !== '' || installed === null;
  if (!secret.isOurs || secret.keys !== null || claims.length === 0 || !hasData) return null;
  const names = claims.map((claim) => claim.name);
  return finding('PHA0511', {
    secret: secret.name,
    claims: names.join(', '),
    names: names.join(' pvc/'),
    release,
    objects: dcsObjects(name),
    leader: leader === '' ? `${name}-0` : leader,
    namespace,
  });
};

const secretWithoutKey: Decider = ({ secret: { name, keys } }) => {
  const missing = keys === null ? [] : passwordKeys.filter((key) => !keys.includes(key));
  return missing.length === 0 ? null : finding('PHA0512', { secret: name, keys: missing.join(', no ') });
};

/** Once a cluster was made, it has the passwords that it has: whether the Secret holds the same is apply's question. */
const unfitPasswords: Decider = ({ secret: { name, flaws }, initialize }) => {
  if (initialize !== '' || flaws.length === 0) return null;
  const keys = [...new Set(flaws.map(({ key }) => key))];
  const words = flaws.map((flaw) => flaw.words).join('; ');
  return finding('PHA0522', { secret: name, flaws: words, keys: listed(keys) });
};

/** Patroni's own objects of a scope, for a command. */
function dcsObjects(scope: string): string {
  return ['config', 'leader', 'failover', 'sync'].map((suffix) => `configmap/${scope}-${suffix}`).join(' ');
}

/** Every member would wait for a leader that has the data, for ever. */
const leftovers: Decider = ({ initialize, claims, name, namespace }) => {
  if (initialize === '' || claims.some(({ volume }) => volume === 'data')) return null;
  return finding('PHA0513', {
    config: `${name}-config`,
    initialize,
    namespace,
    objects: dcsObjects(name),
  });
};

/** The key of a cluster that is not installed any more is nobody's. */
const leaderRemoved: Decider = ({ leader, name, replicas, namespace, installed }) => {
  const [, ordinal] = /-(\d+)$/.exec(leader) ?? [];
  const isRemoved = leader === `${name}-${ordinal ?? ''}` && Number(ordinal) >= replicas;
  if (installed === null || !isRemoved) return null;
  const stay = replicas === 1 ? `${name}-0 would stay` : `${name}-0 to ${name}-${replicas - 1} would stay`;
  return finding('PHA0514', { leader, replicas, namespace, candidate: `${name}-0` }, [stay]);
};

const paused: Decider = ({ installed, name, namespace, dcs: { live } }) =>
  installed !== null && (live as { pause?: unknown } | null)?.pause === true
    ? finding('PHA0519', { member: `${name}-0`, namespace })
    : null;

const otherInitdb: Decider = ({ installed, asked, initialize }) => {
  const { initdb: live = '' } = installed ?? {};
  const isSame = asked.initdb === '' || live === '' || live === asked.initdb;
  return initialize === '' || isSame ? null : finding('PHA0521', { live, asked: asked.initdb });
};

/** Helm would remove what it finds under no name of the new revision. */
const renamed: Decider = ({ name, claims, others, installed }) => {
  const [other] = others;
  if (installed !== null || claims.length > 0 || other === undefined) return null;
  return finding('PHA0520', { live: other, asked: name });
};

/** A roll that is not over leaves members of the mode before it. */
const anotherMode: Decider = ({ installed, modes, initialize }) =>
  installed === null || initialize === ''
    ? null
    : forbiddenMove([modes.reached, installed.mode], modes.asked);

function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Difference {
  path: string;
  live: unknown;
  asked: unknown;
}

function inWords({ path, live, asked }: Difference): string {
  const now = live === undefined ? 'not set' : JSON.stringify(live);
  return `${path} is ${now}, asked is ${JSON.stringify(asked)}`;
}

/** Leaves of `asked` that `live` has otherwise; numbers and their texts, null and absent, are the same to Patroni. */
function differences(asked: unknown, live: unknown, path: string[] = []): Difference[] {
  if (typeof asked !== 'object' || asked === null) {
    return text(asked) === text(live) ? [] : [{ path: path.join('.'), live, asked }];
  }
  const other = (typeof live === 'object' && live !== null ? live : {}) as Record<string, unknown>;
  return Object.entries(asked).flatMap(([key, value]) => differences(value, other[key], [...path, key]));
}

/** What Patroni takes where the DCS does not say; clusters of an older chart do not. */
const unsaid = { synchronous_node_count: 1 };

/** Asked again by apply, because no preflight runs at a rollback or without hooks. */
export function onlyInDcs(facts: Pick<Facts, 'dcs' | 'initialize' | 'name' | 'namespace'>): Finding | null {
  const { dcs, initialize, name, namespace } = facts;
  if (initialize === '' || dcs.live === null) return null;
  const found = differences(dcs.asked, { ...unsaid, ...dcs.live });
  if (found.length === 0) return null;
  const set = found.map((one) => `--set ${one.path}=${text(one.asked) || 'null'}`).join(' ');
  return finding('PHA0515', {
    differences: found.map(inWords).join('; '),
    set,
    namespace,
    member: `${name}-0`,
  });
}

/** A roll that is not over may be the one that has to be taken back. */
const anotherMajor: Decider = ({ installed, asked, initialize }) => {
  const { postgresMajor: live = '', isRolled = false } = installed ?? {};
  if (initialize === '' || live === '' || !isRolled) return null;
  return otherMajor(live, asked.postgresMajor);
};

/** Asked again by apply, of Postgres itself. */
export function otherMajor(live: string, asked: string): Finding | null {
  return asked === '' || asked === live ? null : finding('PHA0516', { live, asked });
}

const deciders = {
  PHA0511: volumesWithoutSecret,
  PHA0512: secretWithoutKey,
  PHA0513: leftovers,
  PHA0514: leaderRemoved,
  PHA0515: onlyInDcs,
  PHA0516: anotherMajor,
  PHA0517: otherStorage,
  PHA0519: paused,
  PHA0520: renamed,
  PHA0521: otherInitdb,
  PHA0522: unfitPasswords,
  PHA0523: anotherMode,
} as const satisfies Partial<Record<FindingCode, Decider>>;

/** All that preflight can refuse for. */
export const refusalCodes = Object.keys(deciders) as FindingCode[];

export function refusalsOf(facts: Facts): Finding[] {
  return Object.values(deciders)
    .map((decide) => decide(facts))
    .filter((refusal) => refusal !== null);
}
