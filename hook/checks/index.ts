/** The definition of healthy: every truth below holds. The order is that of the report, from the ground up. */
import { bypass } from './bypass.ts';
import { canLook } from './can-look.ts';
import type { Check } from './check.ts';
import { crashes } from './crashes.ts';
import { destinationRules } from './destination-rules.ts';
import { images } from './images.ts';
import { inForce } from './in-force.ts';
import { leader } from './leader.ts';
import { leftovers } from './leftovers.ts';
import { mixed } from './mixed.ts';
import { parameters } from './parameters.ts';
import { podsExist } from './pods-exist.ts';
import { policies } from './policies.ts';
import { postgres } from './postgres.ts';
import { primaryService } from './primary-service.ts';
import { proxies } from './proxies.ts';
import { ready } from './ready.ts';
import { received } from './received.ts';
import { copies } from './refusals.ts';
import { refused } from './refused.ts';
import { revision } from './revision.ts';
import { scheduling } from './scheduling.ts';
import { secrets } from './secrets.ts';
import { slots } from './slots.ts';
import { stable } from './stable.ts';
import { starting } from './starting.ts';
import { streaming } from './streaming.ts';
import { taken } from './taken.ts';
import { twoLeaders } from './two-leaders.ts';

export const checks: readonly Check[] = [
  canLook,
  refused,
  podsExist,
  scheduling,
  images,
  secrets,
  crashes,
  starting,
  proxies,
  mixed,
  policies,
  destinationRules,
  inForce,
  taken,
  bypass,
  revision,
  leftovers,
  twoLeaders,
  leader,
  postgres,
  parameters,
  copies,
  streaming,
  slots,
  received,
  ready,
  primaryService,
  stable,
];
