/** What the checks without a cluster need; a cluster that is somebody else's needs little more. */
import { fetchDistributionPrograms } from './distribution.ts';
import { makeIstioSchemas } from './istio-schemas.ts';
import { fetchPythonPackages } from './python.ts';
import { buildTools, linkUserTools } from './tools.ts';

export async function prepareTools(): Promise<void> {
  await fetchDistributionPrograms();
  await buildTools(['schema', 'policies', 'helm4', 'helm3']);
  await fetchPythonPackages();
  await makeIstioSchemas();
  linkUserTools();
}
