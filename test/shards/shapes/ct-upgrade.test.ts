/** `ct install --upgrade` as a user's CI runs it on a branch: from the chart of the target branch to the changed one. */
import { expect, test } from '@jest/globals';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Scratch } from '../../e2e/support/scratch.ts';

const minutes = 60_000;

const shape = {
  replicas: 2,
  istio: { mode: 'mtls' },
  storage: { size: '1Gi' },
  resources: { requests: { cpu: '10m', memory: '64Mi' } },
};

test(
  'upgrades from the chart of the target branch to the changed one, with helm test before and after',
  () =>
    inNamespace('ct-upgrade', async (namespace) => {
      const scratch = await Scratch.start(shape);
      try {
        const before = scratch.version;
        await scratch.changeParameter();
        const after = await scratch.bump();
        const { exitCode, output } = await scratch.ct('install', '--upgrade', '--namespace', namespace);
        const tested = output.split('\n').find((line) => line.startsWith('Testing upgrades of chart')) ?? '';
        const [to = '', from = ''] = tested.split(' relative to previous revision ');
        expect(to).toContain(after);
        expect(from).toContain(before);
        // What does not work with the old chart is left out by ct, and green all the same.
        expect(output).not.toMatch(/Upgrade testing for .* skipped|Skipping upgrade test/);
        expect(output).not.toContain('FAILED');
        expect(output).toContain('All charts installed successfully');
        expect(exitCode).toBe(0);
      } finally {
        scratch.remove();
      }
    }),
  8 * minutes,
);
