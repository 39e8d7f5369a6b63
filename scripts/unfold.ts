/**
 * Helm 4 writes what a failed hook logged as one line, quoted and with `\n` for each end of line. Returns that line as the
 * hook wrote it, and says so; every other line comes back as it is.
 */
export function unfold(line: string): string {
  const quoted = /^level=INFO msg=(".*\\n.*")$/.exec(line)?.[1];
  if (quoted === undefined) return line;
  try {
    return `\nLog of the hook that failed, which Helm writes as one line:\n\n${JSON.parse(quoted) as string}\n`;
  } catch {
    // Go's quoting has escapes that JSON has not; the tool's own reports need none of them.
    return line;
  }
}
