import { finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { ConfigSeen, Observation } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { postgresOf, said } from './view.ts';

/** Patroni's own words; every member has to say them, for one that does not may still bring the data. */
const waits = /waiting for leader to bootstrap/;

export const leftovers: Check = {
  title: 'nothing is left over from an earlier cluster',
  codes: ['PHA0303'],
  known: ({ dcs }) => 'seen' in dcs.config,
  judge: (observation) => {
    const { dcs, members, name } = observation;
    const config = seenIn(dcs.config);
    const saying = members.flatMap((member) => said(member, waits, 1));
    if (!isInitialized(config) || isAlive(observation) || saying.length < members.length) return [];
    const objects = {
      config: `${name}-config`,
      key: `${name}-leader`,
      failover: `${name}-failover`,
      sync: `${name}-sync`,
    };
    return [
      finding('PHA0303', { initialize: config.initialize, ...objects }, [
        `made ${config.createdAt}`,
        ...saying,
      ]),
    ];
  },
};

function isInitialized(config: ConfigSeen | null): config is ConfigSeen & { initialize: string } {
  return config !== null && config.initialize !== null && config.initialize !== '';
}

function isAlive({ dcs, members }: Observation): boolean {
  const leader = seenIn(dcs.leader)?.leader ?? '';
  return leader !== '' || members.some((member) => postgresOf(member) !== null);
}
