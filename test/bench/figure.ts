/** A figure of a benchmark and how it is printed. */

/** What was measured: the median and how far the measurements lie apart. */
export interface Measured {
  median: number;
  lowest: number;
  highest: number;
}

export interface Figure {
  what: string;
  unit: string;
  value: Measured;
  /** The same for something that costs nothing of ours, measured in the same run. */
  baseline?: Measured;
  /** What the value, or what it has more than its baseline, should stay below. */
  aim?: number;
}

export const once = (value: number): Measured => ({ median: value, lowest: value, highest: value });

export function measured(values: number[]): Measured {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
  return { median: at(0.5), lowest: at(0), highest: at(1) };
}

const rounded = (value: number): string => value.toFixed(value < 10 && value % 1 !== 0 ? 1 : 0);

function show({ median, lowest, highest }: Measured): string {
  const spread = lowest === highest ? '' : ` (${rounded(lowest)} to ${rounded(highest)})`;
  return `${rounded(median)}${spread}`;
}

/** What the aim is about. */
const cost = ({ value, baseline }: Figure): number => value.median - (baseline?.median ?? 0);

function cells(figure: Figure): string[] {
  const { what, unit, value, baseline, aim } = figure;
  const compared = baseline && [
    show(baseline),
    `+${rounded(cost(figure))}, ${(value.median / baseline.median).toFixed(2)} times`,
  ];
  const wanted =
    aim === undefined ? '' : `< ${aim}${baseline ? ' more' : ''}: ${cost(figure) < aim ? 'yes' : 'NO'}`;
  return [what, unit, show(value), ...(compared ?? ['', '']), wanted];
}

/** Figures as a table that a person reads, one a line. */
export function table(figures: Figure[]): string {
  const head = ['what', 'unit', 'median (spread)', 'empty chart', 'more', 'aim'];
  const rows = [head, ...figures.map(cells)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}
