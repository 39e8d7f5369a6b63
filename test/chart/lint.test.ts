/** The linters of Helm and of chart-testing, over every values file in chart/ci. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { chart, run, type Values } from './support/render.ts';

const folder = join(chart, 'ci');
const files = readdirSync(folder).filter((file) => file.endsWith('-values.yaml'));

test('chart/ci has a values file for each mode', () => {
  const modes = files.map((file) => read(file)['istio'] ?? { mode: 'disabled' });
  expect(modes).toEqual(expect.arrayContaining([{ mode: 'disabled' }, { mode: 'mtls' }]));
});

function read(file: string): Values {
  return parse(readFileSync(join(folder, file), 'utf8')) as Values;
}

test.each(files.flatMap((file) => [[file, 'helm'] as const, [file, 'helm3'] as const]))(
  '`helm lint --strict` passes with chart/ci/%s (%s)',
  async (file, helm) => {
    const { failed, stdout, stderr } = await run(helm, [
      'lint',
      '--strict',
      chart,
      '--values',
      join(folder, file),
    ]);
    expect({ failed, said: failed ? stdout + stderr : '' }).toEqual({ failed: false, said: '' });
    expect(stdout).toContain('1 chart(s) linted, 0 chart(s) failed');
  },
);

test('`ct lint` passes, with each of them', async () => {
  const { failed, stdout, stderr } = await run('ct', ['lint', '--config', 'ct.yaml', '--charts', 'chart']);
  expect({ failed, said: failed ? stdout + stderr : '' }).toEqual({ failed: false, said: '' });
  for (const file of files) expect(stdout).toContain(`values file "chart/ci/${file}"`);
});
