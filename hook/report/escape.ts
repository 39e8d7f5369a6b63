const longest = 1_000;

/** Control and format characters (escape sequences, line feeds, changes of direction): none may reach a terminal. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** What came from the cluster, in one line that steers nothing. */
export function escape(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return short.replace(steering, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\n') return '\\n';
    if (character === '\t') return ' ';
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}
