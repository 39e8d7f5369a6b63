/** What an install or upgrade would hurt and could not mend by going on: pure, each a small decider, all said at once. */
import { passwordKeys } from './secret.ts';
import type { Facts } from './facts.ts';

/** PostgreSQL's own style: what was seen, why it hurts, the way out. */
export interface Refusal {
  seen: string;
  cause: string;
  remedy: string;
}

type Decider = (facts: Facts) => Refusal | null;

/** A replica of a cluster that was made with other passwords cannot log in to its primary. */
const volumesWithoutSecret: Decider = ({ secret, claims, initialize, isInstalled, namespace }) => {
  const madeOnce = initialize !== '' || !isInstalled;
  if (!secret.isOurs || secret.keys !== null || claims.length === 0 || !madeOnce) return null;
  return {
    seen: `volumes of this release are there (${claims.join(', ')}), its Secret ${secret.name} is not`,
    cause: 'The roles in those volumes have passwords that nobody knows any more; new ones would not fit.',
    remedy: `Restore the Secret ${secret.name}, name another in credentials.existingSecret, or give the data up: kubectl --namespace ${namespace} delete pvc ${claims.join(' ')}`,
  };
};

const secretWithoutKey: Decider = ({ secret }) => {
  const { name, keys } = secret;
  const missing = keys === null ? [] : passwordKeys.filter((key) => !keys.includes(key));
  if (missing.length === 0) return null;
  return {
    seen: `the Secret ${name} has no ${missing.join(', no ')}`,
    cause: 'The members read all four passwords from it and would not start.',
    remedy: `Add what is missing to the Secret ${name}${secret.isOurs ? '' : ', which credentials.existingSecret names'}.`,
  };
};

/** Every member would wait for a leader that has the data, for ever. */
const leftovers: Decider = ({ initialize, claims, name, namespace }) => {
  if (initialize === '' || claims.length > 0) return null;
  const objects = ['config', 'leader', 'failover', 'sync']
    .map((suffix) => `configmap/${name}-${suffix}`)
    .join(' ');
  return {
    seen: `Patroni's ConfigMap ${name}-config says that a cluster was made (system identifier ${initialize}), but no volume of it is there`,
    cause: 'Every member would wait for a leader that has the data.',
    remedy: `Bring the volumes back, or begin anew: kubectl --namespace ${namespace} delete --ignore-not-found ${objects}`,
  };
};

const leaderRemoved: Decider = ({ leader, name, replicas, namespace }) => {
  const ordinal = Number(leader.slice(name.length + 1));
  if (!leader.startsWith(`${name}-`) || Number.isNaN(ordinal) || ordinal < replicas) return null;
  return {
    seen: `${leader} leads, and replicas is ${replicas}: the members from ${name}-${replicas} on would be removed at once`,
    cause: 'The leader would be stopped without a hand-over.',
    remedy: `Hand over first: kubectl --namespace ${namespace} exec ${leader} --container patroni -- patronictl --config-file /etc/patroni/patroni.yaml switchover --leader ${leader} --candidate ${name}-0 --force`,
  };
};

interface Difference {
  path: string;
  asked: unknown;
  live: unknown;
}

/** Leaves of `asked` that `live` has otherwise; numbers and their texts are the same to Patroni. */
function differences(asked: unknown, live: unknown, path: string[] = []): Difference[] {
  if (typeof asked !== 'object' || asked === null) {
    return String(asked) === String(live) ? [] : [{ path: path.join('.'), asked, live }];
  }
  const other = (typeof live === 'object' && live !== null ? live : {}) as Record<string, unknown>;
  return Object.entries(asked).flatMap(([key, value]) => differences(value, other[key], [...path, key]));
}

const onlyInDcs: Decider = ({ dcs, initialize, name, namespace }) => {
  if (initialize === '' || dcs.live === null) return null;
  const found = differences(dcs.asked, dcs.live);
  if (found.length === 0) return null;
  const words = found.map(
    ({ path, asked, live }) =>
      `${path} is ${live === undefined ? 'not set' : JSON.stringify(live)} and asked is ${JSON.stringify(asked)}`,
  );
  return {
    seen: `Patroni's dynamic configuration differs: ${words.join('; ')}`,
    cause:
      'It was written once, when the cluster was made; a release does not change it yet, so the new value would do nothing.',
    remedy: `Set the value back, or change it in the cluster first: kubectl --namespace ${namespace} exec -it ${name}-0 --container patroni -- patronictl --config-file /etc/patroni/patroni.yaml edit-config`,
  };
};

const deciders: Decider[] = [volumesWithoutSecret, secretWithoutKey, leftovers, leaderRemoved, onlyInDcs];

export function refusalsOf(facts: Facts): Refusal[] {
  return deciders.map((decide) => decide(facts)).filter((refusal) => refusal !== null);
}
