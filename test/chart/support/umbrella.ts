/** A parent chart with this one in it twice, as `helm dependency update` packs it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { userTools } from '../../cluster/tools.ts';

const root = join(import.meta.dirname, '../../..');

export interface Umbrella {
  chart: string;
  remove(): void;
}

/** In a folder of its own: what is packed is not put into the checkout. */
export async function umbrella(helm: 'helm' | 'helm3' = 'helm'): Promise<Umbrella> {
  const chart = mkdtempSync(join(tmpdir(), 'patroni-istio-umbrella-'));
  cpSync(join(root, 'test/fixtures/umbrella'), chart, { recursive: true });
  const file = join(chart, 'Chart.yaml');
  const here = `file://${join(root, 'chart')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('file://../../../chart', here));
  await execa(join(userTools(), helm), ['dependency', 'update', chart]);
  return { chart, remove: () => rmSync(chart, { recursive: true }) };
}
