/** `ct lint` as a user's CI runs it on a branch: it finds the change by itself, and demands another version for it. */
import { expect, test } from '@jest/globals';
import { Scratch } from './support/scratch.ts';

test('a changed chart is found, refused without another version, and passes with it', async () => {
  const scratch = await Scratch.start({ istio: { mode: 'mtls' } });
  try {
    const same = await scratch.ct('lint');
    expect(same.output).toContain('No chart changes detected.');
    expect(same.exitCode).toBe(0);

    await scratch.changeParameter();
    const refused = await scratch.ct('lint');
    expect(refused.output).toContain('chart version not ok. Needs a version bump!');
    expect(refused.exitCode).not.toBe(0);

    const before = scratch.version;
    const after = await scratch.bump();
    const passed = await scratch.ct('lint');
    expect(passed.output).toContain(`Old chart version: ${before}\nNew chart version: ${after}`);
    expect(passed.output).toContain('shape-values.yaml');
    expect(passed.output).toContain('All charts linted successfully');
    expect(passed.exitCode).toBe(0);
  } finally {
    scratch.remove();
  }
}, 60_000);
