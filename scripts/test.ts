/** `npm test`: all tests on a real cluster, which is brought up when it is not there and taken down again then. */
import { explain, step } from '../test/cluster/steps.ts';
import { destroySandbox } from '../test/cluster/sandbox.ts';
import { isUp, up } from '../test/cluster/up.ts';
import { conclude, fastChecks, jest, sum, type Count } from './checks.ts';

/** Namespaces run side by side; more than three would starve each other on two cores. */
const workers = '3';

async function endToEnd(): Promise<Count> {
  return jest(['e2e'], [`--maxWorkers=${workers}`, ...process.argv.slice(2)]);
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
