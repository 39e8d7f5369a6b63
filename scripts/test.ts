/** `npm test`: all tests on a real cluster, which is brought up when it is not there and taken down again then. */
import { explain, step } from '../test/cluster/steps.ts';
import { destroySandbox } from '../test/cluster/sandbox.ts';
import { isUp, up } from '../test/cluster/up.ts';
import { conclude, fastChecks, jest, sum, type Count } from './checks.ts';

/** Namespaces run side by side; more than three would starve each other on two cores. */
const workers = '3';

async function endToEnd(): Promise<Count> {
  const some = process.argv.slice(2);
  process.env['PATRONI_ISTIO_RUN_BEGAN'] = new Date().toISOString();
  const run = await jest(['e2e'], [`--maxWorkers=${workers}`, ...some]);
  // What the accounts did in a whole run, from the API server's audit log; a part of it would tell nothing.
  return some.length > 0 ? run : sum([run, await jest(['audit'])]);
}

async function main(): Promise<void> {
  const wasUp = isUp();
  try {
    await up();
    conclude(sum([await fastChecks(), await endToEnd()]));
  } finally {
    if (!wasUp) await step('take the cluster down', destroySandbox);
  }
}

try {
  await main();
} catch (error) {
  explain(error);
  conclude({ passed: 0, failed: 1 });
}
