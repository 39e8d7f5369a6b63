/** chart-testing over every shape in chart/ci. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inNamespace } from './support/namespace.ts';
import { root, run } from './support/run.ts';

const minutes = 60_000;
const shapes = readdirSync(join(root, 'chart/ci')).filter((name) => name.endsWith('-values.yaml'));

test('ct lint passes over every shape', async () => {
  const { exitCode, output } = await run('ct', ['lint', '--config', 'ct.yaml']);
  for (const shape of shapes) expect(output).toContain(shape);
  expect(exitCode).toBe(0);
}, 60_000);

test(
  'ct install turns every shape green, with helm test',
  () =>
    inNamespace('ct', async (namespace) => {
      const { exitCode, output } = await run('ct', [
        'install',
        '--config',
        'ct.yaml',
        '--namespace',
        namespace,
      ]);
      for (const shape of shapes) expect(output).toContain(shape);
      expect(output).not.toContain('FAILED');
      expect(exitCode).toBe(0);
    }),
  10 * minutes,
);
