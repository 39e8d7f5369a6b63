/** The programs and commands that a person types: the right Helms, and one sentence for a wrong call. */
import { expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { userTools } from '../cluster/tools.ts';
import { run } from './support/run.ts';

test('helm is Helm 4 and helm3 is Helm 3, each with its version stamped in', async () => {
  const newer = await run('helm', ['version', '--template', '{{.Version}}']);
  const older = await run('helm3', ['version', '--template', '{{.Version}}']);
  expect(newer.stdout).toMatch(/^v4\.\d+\.\d+$/);
  expect(older.stdout).toMatch(/^v3\.\d+\.\d+$/);
  expect(existsSync(join(userTools(), 'ct'))).toBe(true);
});

const embedded = ['--provider', 'embedded'];
const current = ['--provider', 'current'];

test.each([
  ['npm start -- --brake', ['start', '--', '--brake'], 'Unknown argument: brake'],
  ['npm start -- now', ['start', '--', 'now'], 'npm start takes no words'],
  ['npm test -- nothing', ['test', '--', 'nothing'], '"nothing" is none of'],
  ['npm test -- --provider kind', ['test', '--', '--provider', 'kind'], 'There is no provider "kind"'],
  ['current without a registry', ['test', '--', ...current, '--registry', ''], 'needs --registry REGISTRY'],
  [
    'embedded with one',
    ['test', '--', ...embedded, '--registry', 'r'],
    '--registry goes with --provider current',
  ],
  ['npm run test:all', ['run', 'test:all'], 'Give one shard:'],
  ['npm run cluster -- upp', ['run', 'cluster', '--', 'upp'], 'upp'],
])('%s says in a sentence what is wrong with it', async (_name, words, says) => {
  const { output, exitCode } = await run('npm', words);
  expect(output).toContain(says);
  expect(output).not.toMatch(/^\s+at /m);
  expect(exitCode).toBe(1);
});

test('without a context the provider current says so', async () => {
  const nowhere = ['--unset=KUBECONFIG', 'KUBECONFIG=/dev/null', 'npm', 'test', '--', 'cli'];
  const { output, exitCode } = await run('env', [...nowhere, ...current, '--registry', 'r']);
  expect(output).toContain('There is no current Kubernetes context for the tests');
  expect(exitCode).toBe(1);
});
