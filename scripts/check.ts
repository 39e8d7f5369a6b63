/** `npm run check`: everything that needs no cluster, for every commit. */
import { fetchDistributionPrograms } from '../test/cluster/distribution.ts';
import { fetchPythonPackages } from '../test/cluster/python.ts';
import { explain } from '../test/cluster/steps.ts';
import { buildTools, linkUserTools } from '../test/cluster/tools.ts';
import { conclude, fastChecks } from './checks.ts';

try {
  await fetchDistributionPrograms();
  await buildTools(['schema', 'helm4', 'helm3']);
  await fetchPythonPackages();
  linkUserTools();
  conclude(await fastChecks());
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
