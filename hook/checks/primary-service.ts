import { finding } from '../findings.ts';
import { seenIn } from '../observe/look.ts';
import type { Check } from './check.ts';

export const primaryService: Check = {
  title: 'the primary Service leads to the leader',
  codes: ['PHA0307'],
  known: ({ primaryEndpoints, dcs }) =>
    'seen' in primaryEndpoints && (seenIn(dcs.leader)?.leader ?? '') !== '',
  judge: (observation) => {
    const { primaryEndpoints, dcs, name: service } = observation;
    const leader = seenIn(dcs.leader)?.leader ?? '';
    if ('unseen' in primaryEndpoints || leader === '') return [];
    const ready = primaryEndpoints.seen.filter((endpoint) => endpoint.ready).map(({ pod }) => pod);
    if (ready.length === 1 && ready[0] === leader) return [];
    const seen =
      ready.length === 0 ? 'it has no ready endpoint' : `its ready endpoints are ${ready.join(', ')}`;
    return [finding('PHA0307', { service, leader }, [seen])];
  },
  note: ({ name }) => name,
};
