import { finding } from '../findings.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { listed, postgresOf, said } from './view.ts';

/** Patroni's words about what it leaves out. */
const removing = /WARNING: Removing /;

export const parameters: Check = {
  title: 'every parameter asked for is set',
  codes: ['PHA0506'],
  known: postgresIsKnown,
  judge: ({ members }) =>
    members.flatMap((member) => {
      const leftOut = postgresOf(member)?.leftOut ?? [];
      if (leftOut.length === 0) return [];
      const seen = leftOut.map((name) => `pg_settings has no ${name} from Patroni's postgresql.conf`);
      const about = { member: member.name, parameters: listed(leftOut) };
      return [finding('PHA0506', about, [...seen, ...said(member, removing)])];
    }),
};
