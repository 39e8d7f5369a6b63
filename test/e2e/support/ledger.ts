/** What a writer was told of each insert, held against what stands in the table of each member. */

/** Number of the insert, when its answer came (seconds since 1970), and the error if there was one. */
export type Entry = [id: number, at: number, why: string];

export interface Ledger {
  acknowledged: Entry[];
  /** The database, or nobody at all, said no: it is not there. */
  refused: Entry[];
  /** The answer did not come: it is there or not. */
  unknown: Entry[];
}

export interface Gap {
  /** Seconds since 1970. */
  from: number;
  seconds: number;
}

/** Numbers of the rows in the table of each member. */
export type Tables = Record<string, ReadonlySet<number>>;

const inTable = (entries: Entry[], rows: ReadonlySet<number>, isThere: boolean): number[] =>
  entries.map(([id]) => id).filter((id) => rows.has(id) === isThere);

function each(tables: Tables, found: (rows: ReadonlySet<number>) => number[]): Record<string, number[]> {
  const all = Object.entries(tables).map(([member, rows]) => [member, found(rows)] as const);
  return Object.fromEntries(all.filter(([, ids]) => ids.length > 0));
}

/** Acknowledged inserts that are missing, by member; empty when none was lost. */
export function lost({ acknowledged }: Ledger, tables: Tables): Record<string, number[]> {
  return each(tables, (rows) => inTable(acknowledged, rows, false));
}

/** Refused inserts that are there all the same, by member: no loss, but worth a report. */
export function refusedButThere({ refused }: Ledger, tables: Tables): Record<string, number[]> {
  return each(tables, (rows) => inTable(refused, rows, true));
}

/** Times from one acknowledged insert to the next with others in between; a slow machine alone makes no gap. */
export function gaps({ acknowledged }: Ledger): Gap[] {
  return acknowledged.slice(1).flatMap(([id, at], index) => {
    const [idBefore, from] = acknowledged[index] ?? [id, at];
    return id === idBefore + 1 ? [] : [{ from, seconds: at - from }];
  });
}

/** One line for the reader of a test run. */
export function summary(ledger: Ledger, tables: Tables): string {
  const { acknowledged, refused, unknown } = ledger;
  const found = gaps(ledger).map(({ seconds }) => `${seconds.toFixed(2)} s`);
  const there = Object.entries(refusedButThere(ledger, tables)).map(
    ([member, ids]) => `; refused but on ${member}: ${ids.length}`,
  );
  const counts = `${acknowledged.length} acknowledged, ${refused.length} refused, ${unknown.length} unknown`;
  return `${counts}; gaps: ${found.join(', ') || 'none'}${there.join('')}`;
}
