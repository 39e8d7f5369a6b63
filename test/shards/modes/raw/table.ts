/** The rows as Markdown: a reader compares it with the README, Jest shows what differs line by line. */
import type { Measured } from './measure.ts';
import type { Row } from './rows.ts';

type Cells = string[];

function table(head: Cells, body: Cells[]): string {
  const line = (cells: Cells): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}

export function markdown(rows: Row[]): string {
  const works = rows.map(({ row, what, P1, P2, P3, P4, R }) => [row, what, P1, P2, P3, P4, R]);
  const ways = rows.map(({ row, wire, leaves, enters, got, said }) => [row, wire, leaves, enters, got, said]);
  const told = rows.map(({ row, told }) => [row, told.inbound, told.headless, told.service, told.rest]);
  return [
    table(['row', 'configuration', 'P1', 'P2', 'P3', 'P4', 'R'], works),
    table(
      [
        ...['row', 'first bytes on the wire', 'P1 leaves the replica by', "P1 enters the primary's proxy by"],
        ...["P1: the primary's Postgres got", 'P1: the replica said'],
      ],
      ways,
    ),
    table(
      [
        ...['row', 'told for 5432: the primary, inbound', 'replicas and app, for the headless Service'],
        ...['app, for the primary Service', 'app, for 8008 of the headless Service'],
      ],
      told,
    ),
  ].join('\n\n');
}

/** What the cells that do not work stand for. */
export function notesOf(rows: Measured[]): string {
  return rows.flatMap(({ row, notes }) => notes.map((note) => `- ${row}, ${note}`)).join('\n');
}
