/** `npm run bundle`: dist/hook, the build context of the tool's image: one file of code, and Node from its npm package. */
import { cpSync, chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'dist/hook');

/** Docker's names of the architectures that Node's own npm packages exist for. */
const architectures: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** ESM that was CommonJS still calls `require`. */
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

export async function bundle(): Promise<string> {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await build({
    entryPoints: [join(root, 'hook/main.ts')],
    outfile: join(target, 'patroni-istio.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    external: ['pg-native', 'bufferutil', 'utf-8-validate'],
    banner: { js: banner },
    define: { 'process.env.PATRONI_ISTIO_VERSION': JSON.stringify(version()) },
    logLevel: 'warning',
  });
  const node = join(target, `node-${architectures[process.arch] ?? process.arch}`);
  cpSync(process.execPath, node, { dereference: true });
  chmodSync(node, 0o755);
  return target;
}

function version(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

if (import.meta.main) console.log(await bundle());
