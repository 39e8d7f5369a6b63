import { finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Observation } from '../observe/observation.ts';
import { primaryOf, upstreamOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { memberNamed, postgresOf, replicas } from './view.ts';

export const slots: Check = {
  title: 'every slot is active and has its WAL',
  codes: ['PHA0404', 'PHA0405'],
  known: postgresIsKnown,
  judge: (observation) => {
    const primary = primaryOf(observation);
    if (primary === null || !usesSlots(observation)) return [];
    return replicas(observation).flatMap(({ member }) => {
      const upstream = upstreamOf(member, primary.name, observation.members);
      const { namespace, name: scope } = observation;
      const about = { member: member.name, upstream, namespace, scope };
      const slot = slotName(member.name);
      const has = postgresOf(memberNamed(observation, upstream))?.slots.find(({ name }) => name === slot);
      if (has?.walStatus === 'lost')
        return [finding('PHA0405', about, [`slot ${slot} on ${upstream} is lost`])];
      if (has?.active === true) return [];
      const seen =
        has === undefined ? `${upstream} has no slot ${slot}` : `slot ${slot} on ${upstream} is not active`;
      return [finding('PHA0404', { ...about, slot }, [seen])];
    });
  },
};

function usesSlots({ dcs }: Observation): boolean {
  const settings = seenIn(dcs.config)?.config?.['postgresql'] as { use_slots?: boolean } | undefined;
  return settings?.use_slots ?? true;
}

/** Patroni's own rule for the name of a member's slot. */
export function slotName(member: string): string {
  const replaced = member.toLowerCase().replace(/[-.]/g, '_');
  return replaced
    .replace(/[^a-z0-9_]/g, (c) => `u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
    .slice(0, 63);
}
