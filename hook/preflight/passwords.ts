/** What of a Secret cannot be a password of a cluster that is made with it: the words say why, and nothing of the password. */
import { passwordKeys } from './secret.ts';

export interface Flaw {
  key: string;
  /** "replication-password ends in a line feed". */
  words: string;
}

type Key = (typeof passwordKeys)[number];

interface Rule {
  keys: readonly Key[];
  isBroken: (text: string) => boolean;
  words: string;
}

/** More than that was never tried; an environment variable, which a member has it from, ends at 128 KiB. */
const mostBytes = 4096;

const roles: Key[] = ['superuser-password', 'replication-password', 'monitor-password'];

const rules: Rule[] = [
  // The password file that replicas log in with has one line for each login, and psql's \prompt reads one line.
  { keys: passwordKeys, isBroken: (text) => /^[^\r\n]*[\r\n]+$/.test(text), words: 'ends in a line feed' },
  { keys: passwordKeys, isBroken: (text) => /[\r\n]+[^\r\n]/.test(text), words: 'has several lines' },
  {
    keys: passwordKeys,
    isBroken: (text) => Buffer.byteLength(text) > mostBytes,
    words: `is longer than ${mostBytes} bytes`,
  },
  {
    // Patroni's `create_or_update_role` puts it into a DO block between two of these.
    keys: ['superuser-password', 'replication-password'],
    isBroken: (text) => text.includes('$$'),
    words: "has $$, where Patroni's own statement would end",
  },
  {
    // urllib3 writes it in Latin-1, Patroni's REST API reads UTF-8; what Latin-1 has not ends Patroni as it starts.
    keys: ['restapi-password'],
    isBroken: (text) => /[^\0-\x7f]/.test(text),
    words: 'has characters beyond ASCII, which Patroni cannot send',
  },
  {
    // SCRAM compares normal forms, but PostgreSQL leaves a password alone that has a character younger than Unicode 3.2.
    keys: roles,
    isBroken: (text) => text !== normalForm(text),
    words:
      'has characters that Unicode also writes in another way, such as joined emoji, so that logins may differ',
  },
];

/** SASLprep without its prohibitions, as the tool's own client for PostgreSQL does it (pg, lib/crypto/sasl.js). */
function normalForm(text: string): string {
  const spaces = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/g;
  const nothing = /\u00AD|\u034F|\u1806|[\u180B-\u180D]|[\u200C\u200D]|\u2060|[\uFE00-\uFE0F]|\uFEFF/g;
  return text.replace(spaces, ' ').replace(nothing, '').normalize('NFKC');
}

/** `data` as a Secret has it, in base64. What is missing or empty has no flaw: it is told as missing. */
export function flawsOf(data: Record<string, string>): Flaw[] {
  return passwordKeys.flatMap((key) =>
    wordsFor(key, Buffer.from(data[key] ?? '', 'base64')).map((words) => ({ key, words: `${key} ${words}` })),
  );
}

function wordsFor(key: Key, bytes: Buffer): string[] {
  const text = textOf(bytes);
  if (text === null) return ['is no text in UTF-8'];
  return rules.filter(({ keys, isBroken }) => keys.includes(key) && isBroken(text)).map(({ words }) => words);
}

/** null where it is none, or could not be an environment variable. */
function textOf(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
