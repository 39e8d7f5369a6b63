/** Measures one row in a namespace that has been made so. */
import { appPaths } from './apps.ts';
import { castOf } from './cluster.ts';
import { replication } from './replication.ts';
import { rowOf, type Row } from './rows.ts';
import { taken } from './told.ts';
import type { Wire } from './wire.ts';
import type { Label } from './words.ts';

export interface Measured extends Row {
  /** What was behind the cells that do not work, in full; for the reader, not for the comparison. */
  notes: string[];
}

export async function measure(
  namespace: string,
  name: string,
  wire: Wire,
  label: Label = (member) => member,
): Promise<Measured> {
  const { row, what, told: expected } = rowOf(name);
  const cast = await castOf(namespace);
  const told = await taken(namespace, expected, cast);
  const own = await replication(namespace, cast, wire, label);
  const { P2, P3, P4, R } = await appPaths(namespace, cast, wire, expected.headless !== '-');
  const now = await castOf(namespace);
  if (now.primary.uid !== cast.primary.uid) throw new Error(`row ${row}: the primary changed meanwhile`);
  return {
    ...own,
    ...{ row, what, told },
    ...{ P2: P2.word, P3: P3.word, P4: P4.word, R: R.word },
    wire: Object.entries({ P1: own, P2, P3, P4 })
      .filter(([, path]) => path.wire !== '')
      .map(([column, path]) => `${column} ${path.wire}`)
      .join(', '),
    notes: [own, P2, P3, P4, R].flatMap(({ notes }) => notes),
  };
}
