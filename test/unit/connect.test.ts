/** Which cluster is asked: what KUBECONFIG and --kubeconfig lead to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connect } from '../../hook/kube/connect.ts';

const before = process.env['KUBECONFIG'];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connect-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env['KUBECONFIG'];
  else process.env['KUBECONFIG'] = before;
});

const file = (name: string): string => join(folder, name);

/** A kubeconfig with one cluster, its context the current one. */
function write(name: string, change: object = {}): string {
  const clusters = [{ name, cluster: { server: `https://${name}` } }];
  const users = [{ name, user: {} }];
  const contexts = [{ name, context: { cluster: name, user: name } }];
  const content = { clusters, users, contexts, 'current-context': name, ...change };
  writeFileSync(file(name), JSON.stringify(content));
  return file(name);
}

function asked(...files: string[]): string | undefined {
  process.env['KUBECONFIG'] = files.join(delimiter);
  return connect().config.getCurrentCluster()?.server;
}

test('files of a list that are not there are passed over, as kubectl does', () => {
  const one = write('one');
  expect(asked(file('none'), one)).toBe('https://one');
  expect(asked(one, file('none'))).toBe('https://one');
});

test.each([[['none']], [['none', 'neither']]])('%j, of which nothing is there, is refused', (names) => {
  expect(() => asked(...names.map(file))).toThrow(`no such file or directory, open '${file('none')}'`);
});

test('of a list the first current context counts, as for kubectl', () => {
  const [one, two, vague] = [write('one'), write('two'), write('vague', { 'current-context': '' })];
  expect(asked(one, two)).toBe('https://one');
  expect(asked(vague, two)).toBe('https://two');
});

test('a file that is no YAML is named, with the line; what stands there may be secret, and is not shown', () => {
  const broken = file('broken');
  writeFileSync(broken, 'users:\n- token: hidden\n  - : [\n');
  const says = new RegExp(`^The kubeconfig ${broken} cannot be read: bad indentation .* \\(line 3\\)\\.$`);
  expect(() => connect({ kubeconfig: broken })).toThrow(says);
  expect(() => asked(write('one'), broken)).toThrow(says);
});

test('a file of a list that says something twice is named', () => {
  const one = write('one');
  expect(() => asked(one, one)).toThrow(`The kubeconfig ${one} cannot be read: Duplicate cluster: one.`);
});
