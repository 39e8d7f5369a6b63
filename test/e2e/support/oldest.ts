/** The image that not every cluster has: built where it is missing, and loaded into the one that runs. */
import { importImages } from '../../cluster/components/containerd.ts';
import { firstNode } from '../../cluster/config.ts';
import { buildOne } from '../../cluster/images/index.ts';
import { oldest } from '../../cluster/images/recipes.ts';
import { findSandbox } from '../../cluster/sandbox.ts';

/** The tag of the oldest PostgreSQL that the chart takes, once the cluster can run it. */
export async function oldestTag(): Promise<string> {
  const sandbox = findSandbox();
  if (sandbox === undefined) throw new Error('the cluster is not up');
  const { name, archive } = await buildOne(oldest);
  await importImages(sandbox, firstNode, [archive]);
  return name.slice(name.lastIndexOf(':') + 1);
}
