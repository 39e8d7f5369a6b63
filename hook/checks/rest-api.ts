/** What cuts clients in the mesh off from Patroni's REST API. */
import { type Finding, finding } from '../findings.ts';
import type { Observation } from '../observe/observation.ts';
import { rulesFor, switchesOff, traffics } from './rules.ts';

/** The usual advice: TLS off for the whole host, and with it for 8008, which the members' proxies still want it for. */
export function restApi(observation: Observation): Finding[] {
  const { namespace } = observation;
  const seen = traffics(observation);
  const isStrict = seen.some((one) => one.restApi === 'STRICT');
  // Of several for one host the proxies have one.
  const rules = rulesFor(observation).filter(({ rule }) => seen.some((one) => one.rule === rule.name));
  return isStrict
    ? rules
        .filter(({ rule }) => switchesOff(rule, '8008'))
        .map(({ rule, host }) => finding('PHA0111', { policy: `${namespace}/${rule.name}`, host }))
    : [];
}
