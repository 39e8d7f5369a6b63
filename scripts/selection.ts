/** Which files of tests a run takes: by the reader's words, and by what its provider can. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capabilities, type Capability, type Provider } from '../test/cluster/providers/provider.ts';
import { root } from './checks.ts';

/** Files that need more than a Kubernetes with a mesh. */
export const needs: Record<string, Capability> = {
  '/test/e2e/cluster.test.ts': 'ownClusters',
  '/test/e2e/start.test.ts': 'ownClusters',
  '/test/audit/rights.test.ts': 'auditLog',
  '/test/shards/shapes/arm64.test.ts': 'machine',
  '/test/shards/shapes/oldest.test.ts': 'nodes',
};

/** Files of tests in a folder, as Jest's patterns: whole, since it would look for a word in the checkout's name, too. */
export const testsIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `/${folder}/${file}`);

export interface Selection {
  files: string[];
  /** A line for each file that is not run. */
  left: string[];
}

export function select(files: string[], provider: Pick<Provider, 'name' | 'capabilities'>): Selection {
  const lacks = (file: string): Capability[] => {
    const need = needs[file];
    return need === undefined || provider.capabilities.has(need) ? [] : [need];
  };
  return {
    files: files.filter((file) => lacks(file).length === 0),
    left: files.flatMap((file) =>
      lacks(file).map(
        (need) => `not run with provider ${provider.name}: ${file.slice(1)}; ${capabilities[need]}`,
      ),
    ),
  };
}
