/** `npm run bundle`: dist/hook, the build context of the tool's image: one file of code, and Node from its npm package. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ownArchitecture, putNode } from './node.ts';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'dist/hook');

/** ESM that was CommonJS still calls `require`. */
const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** For this machine's architecture, or for those that are named. */
export async function bundle(architectures = [ownArchitecture]): Promise<string> {
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
  for (const architecture of architectures) await putNode(architecture, target);
  return target;
}

function version(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

if (import.meta.main) {
  const named = process.argv.slice(2);
  console.log(await bundle(named.length > 0 ? named : undefined));
}
