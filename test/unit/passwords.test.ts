/** Which content of a Secret can be a password, key by key. */
import { expect, test } from '@jest/globals';
import { flawsOf } from '../../hook/preflight/passwords.ts';
import { passwordKeys } from '../../hook/preflight/secret.ts';

const encoded = (content: string | Buffer): string => Buffer.from(content).toString('base64');

/** What is said of this content, by key. */
function said(content: string | Buffer): Record<string, string> {
  const data = Object.fromEntries(passwordKeys.map((key) => [key, encoded(content)]));
  return Object.fromEntries(flawsOf(data).map(({ key, words }) => [key, words.replace(`${key} `, '')]));
}

const each = (words: string, keys: readonly string[] = passwordKeys): Record<string, string> =>
  Object.fromEntries(keys.map((key) => [key, words]));

const [superuser, replication, monitor, restApi] = passwordKeys;
const normal =
  'has characters that Unicode also writes in another way, such as joined emoji, so that logins may differ';
const beyond = { [restApi]: 'has characters beyond ASCII, which Patroni cannot send' };

test.each([
  ['nothing', ''],
  ['quotes and signs', `'"\`$ $(POD_IP) \\ {{ .Values }} %s : @ / # & = ? [ ] < > | ; , ! * ~ ^`],
  ['blanks around it, and a tab', ' \t a b  '],
  ['200 characters', 'x'.repeat(200)],
  ['4096 bytes', 'x'.repeat(4096)],
  ['control characters', 'a\x01\x7fb'],
])('%s can be each password', (_, content) => {
  expect(said(content)).toEqual({});
});

test.each([
  ['a line feed at its end', 'secret\n', each('ends in a line feed')],
  ['that of Windows', 'secret\r\n', each('ends in a line feed')],
  ['nothing but a line feed', '\n', each('ends in a line feed')],
  ['two lines', 'one\ntwo', each('has several lines')],
  ['two lines with an end', 'one\ntwo\n', each('has several lines')],
  ['4097 bytes', 'x'.repeat(4097), each('is longer than 4096 bytes')],
  ['bytes that are no UTF-8', Buffer.from([0x61, 0xff]), each('is no text in UTF-8')],
  ['a NUL', 'a\0b', each('is no text in UTF-8')],
  ['$$', 'a$$b', each("has $$, where Patroni's own statement would end", [superuser, replication])],
  ['umlauts and emoji', 'äöü ß 😀', beyond],
  ['emoji that are joined', '👨‍👩‍👧', { ...each(normal, [superuser, replication, monitor]), ...beyond }],
  ['an accent of its own', 'u\u0308', { ...each(normal, [superuser, replication, monitor]), ...beyond }],
])('%s', (_, content, expected) => {
  expect(said(content)).toEqual(expected);
});

test('no word has anything of a password', () => {
  const words = flawsOf(each(encoded('hunter2$$ü\u0308\nhunter3\n'))).map((flaw) => flaw.words);
  expect(words.length).toBeGreaterThan(6);
  expect(words.join()).not.toContain('hunter');
});

test('what is not there has no flaw', () => {
  expect(flawsOf({})).toEqual([]);
});
