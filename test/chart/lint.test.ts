/** The linters of Helm, over every shape, and of chart-testing, over those that it installs. */
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { chart, type Helm, root, run, type Values } from './support/render.ts';
import { shapes } from './support/shapes.ts';

const helms: Helm[] = ['helm', 'helm3'];
const folder = join(chart, 'ci');
const files = readdirSync(folder).filter((file) => file.endsWith('-values.yaml'));

test('chart/ci has a values file for each mode that the test cluster can have', () => {
  const modes = files.map((file) => read(file)['istio'] ?? { mode: 'disabled' });
  const here = ['disabled', 'mtls', 'permissive', 'exclude'].map((mode) => ({ mode }));
  expect(modes).toEqual(expect.arrayContaining(here));
});

function read(file: string): Values {
  return parse(readFileSync(join(folder, file), 'utf8')) as Values;
}

test.each(shapes.flatMap(({ file, kubeVersion }) => helms.map((helm) => ({ file, kubeVersion, helm }))))(
  '`helm lint --strict` passes with $file ($helm)',
  async ({ file, kubeVersion, helm }) => {
    const values = ['--values', join(root, file), '--kube-version', kubeVersion];
    const { failed, stdout, stderr } = await run(helm, ['lint', '--strict', chart, ...values]);
    expect({ failed, said: failed ? stdout + stderr : '' }).toEqual({ failed: false, said: '' });
    expect(stdout).toContain('1 chart(s) linted, 0 chart(s) failed');
  },
);

test('`ct lint` passes, with each of chart/ci', async () => {
  const { failed, stdout, stderr } = await run('ct', ['lint', '--config', 'ct.yaml', '--charts', 'chart']);
  expect({ failed, said: failed ? stdout + stderr : '' }).toEqual({ failed: false, said: '' });
  for (const file of files) expect(stdout).toContain(`values file "chart/ci/${file}"`);
});

test('`ct lint` has yamllint look, by the rules of lintconf.yaml', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-lint-'));
  try {
    for (const part of ['chart', 'ct.yaml', 'lintconf.yaml'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    appendFileSync(join(folder, 'chart/ci/default-values.yaml'), 'commonLabels:\n');
    const options = ['--config', 'ct.yaml', '--charts', 'chart'];
    const { failed, stdout, stderr } = await run('ct', ['lint', ...options], { cwd: folder });
    expect(stdout + stderr).toContain('error    empty value in block mapping  (empty-values)');
    expect(failed).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
