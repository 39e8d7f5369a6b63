/**
 * The images for arm64. Nothing here runs them: that takes such a machine, or an emulator. What is asked is whether all that
 * the Dockerfiles install is to be had for arm64, from the same sources and with the same checksums.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { putNode } from '../../../images/hook/node.ts';
import { root } from '../../e2e/support/run.ts';
import { readElf } from './elf.ts';

const minutes = 60_000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patroni-istio-arm64-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Names after `apt-get ... <verb>` in a Dockerfile. */
function packagesOf(image: string, verb: 'install' | 'download', major = ''): string[] {
  const text = readFileSync(join(root, 'images', image, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ');
  const lists = [...text.matchAll(new RegExp(`apt-get[^&;\n]* ${verb} ([^&;\n]+)`, 'g'))];
  const names = lists.flatMap(([, list = '']) => list.trim().split(/\s+/));
  return names.filter((name) => !name.startsWith('-')).map((name) => name.replace('${PG_MAJOR}', major));
}

/** Debian for arm64 as apt finds it; nothing of it is run. */
async function debian(variant: string, release: string, packages: string[]): Promise<string> {
  const target = join(folder, 'root.tar');
  const foreign = ['--architectures=arm64', '--skip=check/qemu'];
  const what = [`--variant=${variant}`, `--include=${packages.join(',')}`, release, target];
  const options = variant === 'extract' ? [] : ['--simulate', '--verbose'];
  const { all } = await execa('mmdebstrap', [...foreign, ...options, ...what], { all: true });
  return variant === 'extract' ? (await execa('tar', ['--list', '--file', target])).stdout : all;
}

test.each([
  ['trixie', '17'],
  ['bookworm', '15'],
])(
  "Debian %s has PostgreSQL %s and all else of the members' image for arm64",
  async (release, major) => {
    const packages = packagesOf('patroni', 'install', major);
    expect(packages).toContain(`postgresql-${major}`);
    const found = await debian('minbase', release, packages);
    for (const name of packages) expect(found).toMatch(new RegExp(`^Inst ${name} .*\\[(arm64|all)\\]`, 'm'));
  },
  4 * minutes,
);

test.each([
  ['trixie', '3.13'],
  ['bookworm', '3.11'],
])(
  'what is installed with pip on %s (Python %s) is to be had as wheels for arm64, with the checksums that are pinned',
  async (_, python) => {
    const platforms = ['2_28', '2_17'].flatMap((glibc) => ['--platform', `manylinux_${glibc}_aarch64`]);
    const target = ['--python-version', python, '--implementation', 'cp', ...platforms];
    const file = join(root, 'images/patroni/requirements.txt');
    await execa('pip3', [
      ...['download', '--no-deps', '--require-hashes', '--dest', folder, ...target],
      ...['--requirement', file],
    ]);
    const files = readdirSync(folder);
    expect(files).toHaveLength(readFileSync(file, 'utf8').match(/==/g)?.length ?? 0);
    expect(files.some((name) => /^psycopg_binary-.*aarch64\.whl$/.test(name))).toBe(true);
    // Without a wheel for any architecture, and all Python: nothing has to be compiled.
    expect(files.filter((name) => !name.endsWith('.whl'))).toEqual([expect.stringMatching(/^ydiff-/)]);
  },
  2 * minutes,
);

test(
  "Node for arm64 asks for no library but those of the tool's image",
  async () => {
    await putNode('arm64', folder);
    const { architecture, needed } = readElf(join(folder, 'node-arm64'));
    expect(architecture).toBe('arm64');
    expect(needed).toContain('libc.so.6');
    const files = await debian('extract', 'trixie', packagesOf('hook', 'download'));
    const there = files.split('\n').map((name) => name.slice(name.lastIndexOf('/') + 1));
    expect(needed.filter((name) => !there.includes(name))).toEqual([]);
  },
  4 * minutes,
);
