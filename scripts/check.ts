/** `npm run check`: everything that needs no cluster, for every commit. */
import { prepareTools } from '../test/cluster/prepare.ts';
import { explain } from '../test/cluster/steps.ts';
import { conclude, fastChecks } from './checks.ts';

try {
  await prepareTools();
  conclude(await fastChecks());
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
