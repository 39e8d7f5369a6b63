/**
 * What a release has of Istio's, in a roll. Policies act on all members at once, pods change one by one: those of the mode that is
 * left have to stay until the last member has left it, so Helm is told to leave them, and apply takes them away.
 */
import { statefulSet } from '../checks/view.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation, OwnPolicySeen } from '../observe/observation.ts';
import type { Step } from './plan.ts';

export const ownPolicies = ({ policies }: Observation): OwnPolicySeen[] => seenIn(policies)?.own ?? [];

const titleOf = ({ kind, name }: Pick<OwnPolicySeen, 'kind' | 'name'>): string => `${kind}/${name}`;

/** "PeerAuthentication/db-patroni, DestinationRule/..." */
export function listedPolicies(policies: OwnPolicySeen[]): string {
  return policies.map(titleOf).join(', ');
}

/** Those that members of the mode before need; a rule that only tunes connections is nobody's life. */
const outlives = ({ kind, name }: OwnPolicySeen): boolean =>
  kind === 'PeerAuthentication' || name.endsWith('-plaintext');

const isOfNow = (observation: Observation, { applyJob }: OwnPolicySeen): boolean =>
  applyJob === statefulSet(observation)?.applyJob;

/** Helm creates kinds that it does not know after Jobs. */
export function waitForPolicies(observation: Observation): Step[] | null {
  const { policies: asked = [] } = statefulSet(observation) ?? {};
  if (asked.length === 0) return null;
  if ('unseen' in observation.policies) {
    return [{ do: 'wait', because: "Istio's policies could not be looked at", heals: true }];
  }
  const there = ownPolicies(observation).filter((policy) => isOfNow(observation, policy));
  const missing = asked.filter((title) => !there.some((policy) => titleOf(policy) === title));
  return missing.length === 0
    ? null
    : [{ do: 'wait', because: `${missing.join(', ')} of this revision is not there yet`, heals: true }];
}

/** Before anything is touched: the upgrade after this one may leave the mode. */
export function keepPolicies(observation: Observation): Step[] | null {
  const policies = ownPolicies(observation).filter(
    (policy) => outlives(policy) && !policy.isKept && isOfNow(observation, policy),
  );
  return policies.length === 0
    ? null
    : [{ do: 'keep', policies, because: 'a later move of istio.mode needs them to the end of its roll' }];
}

/** Clients' proxies have to speak plaintext before the first member goes around its own; the members' proxies are told at the same time. */
export function waitForPlaintext(observation: Observation): Step[] | null {
  if (statefulSet(observation)?.mode !== 'exclude') return null;
  const late = observation.members.filter(({ traffic }) => seenIn(traffic ?? null)?.outbound === 'mTLS');
  const names = late.map(({ name }) => name).join(', ');
  return late.length === 0
    ? null
    : [{ do: 'wait', because: `the proxies of ${names} do not speak plaintext to 5432 yet`, heals: true }];
}

/** Nothing of the mode before is left. */
export function dropPolicies(observation: Observation): Step[] | null {
  const policies = ownPolicies(observation).filter((policy) => !isOfNow(observation, policy));
  return policies.length === 0
    ? null
    : [{ do: 'drop', policies, because: 'the release does not have it any more, and no member needs it' }];
}
