/**
 * A page whose every block is run: the ways that a block may be written, and nothing else. "yaml" and "bash" begin with
 * "# NAME.yaml" or "# NAME.sh" and are that file; "console" is run; "text" is all that the console block before it prints, with
 * "..." for what is left out and any address for an address. What a "text" follows may be run again until it prints that.
 */
export type Block =
  { kind: 'file'; name: string; text: string } | { kind: 'console'; text: string; printed?: RegExp };

export interface Section {
  title: string;
  blocks: Block[];
}

const fence = /^ *(?:```|~~~)(.*)$/;

/** Headings and fenced blocks, in order; the body of a block keeps its lines. */
function* pieces(page: string): Generator<{ title: string } | { info: string; text: string }> {
  let open: { info: string; lines: string[] } | undefined;
  for (const line of page.split('\n')) {
    const info = fence.exec(line)?.[1];
    if (open !== undefined && info === '') {
      yield { info: open.info, text: open.lines.join('\n') };
      open = undefined;
    } else if (open !== undefined) open.lines.push(line);
    else if (info !== undefined) open = { info, lines: [] };
    else if (line.startsWith('#')) yield { title: line.replace(/^#+ /, '') };
  }
  if (open !== undefined) throw new Error(`a block of kind "${open.info}" does not end`);
}

function blockOf(info: string, text: string): Block {
  if (info === 'console') return { kind: 'console', text };
  const suffix = { yaml: 'yaml', bash: 'sh' }[info];
  const name = /^# (\S+)\n/.exec(text)?.[1];
  if (suffix === undefined || !name?.endsWith(`.${suffix}`))
    throw new Error(`nobody knows how to run this block of kind "${info}":\n${text}`);
  return { kind: 'file', name, text };
}

/** What has to be printed, as a pattern for the whole of it. */
export function patternOf(text: string): RegExp {
  const escaped = text.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const loose = escaped
    .replaceAll('\\.\\.\\.', '[^]*')
    .replaceAll(/\b(?!127)\d+(?:\\\.\d+){3}/g, '(?!127)\\d+(?:\\.\\d+){3}')
    .replaceAll(/ +/g, ' +');
  return new RegExp(`^${loose}\\s*$`);
}

function expectOf(block: Block | undefined, text: string): void {
  if (block?.kind !== 'console' || block.printed !== undefined)
    throw new Error(`no command prints this:\n${text}`);
  block.printed = patternOf(text);
}

/** The sections of a page with their blocks; fails where a block has no way to be run, and where a file is used by no command. */
export function sectionsOf(page: string): Section[] {
  const sections: Section[] = [];
  for (const piece of pieces(page)) {
    const last = sections.at(-1);
    if ('title' in piece) sections.push({ title: piece.title, blocks: [] });
    else if (last === undefined) throw new Error('a block stands before the first heading');
    else if (piece.info === 'text') expectOf(last.blocks.at(-1), piece.text);
    else last.blocks.push(blockOf(piece.info, piece.text));
  }
  const blocks = sections.flatMap((section) => section.blocks);
  for (const [at, block] of blocks.entries()) {
    const isUsed = blocks
      .slice(at)
      .some(
        (later) =>
          later.kind === 'console' && later.text.includes(` ${block.kind === 'file' ? block.name : ''}`),
      );
    if (block.kind === 'file' && !isUsed) throw new Error(`no command after it uses ${block.name}`);
  }
  return sections;
}

/** The mode that a cluster is in after a section, by the last word of its title. */
export const modeOf = ({ title }: Section): string | undefined => /`(\w+)`$/.exec(title)?.[1];

/** Rows of the page's table of modes. */
export function tableOf(page: string): Record<string, string[]> {
  const rows = page.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const modes = rows.filter((cells) => cells.length === 6 && /^`\w+`$/.test(cells[0] ?? ''));
  return Object.fromEntries(modes.map(([mode = '', ...cells]) => [mode.replaceAll('`', ''), cells]));
}
