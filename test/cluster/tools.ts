/** The programs of the cluster: built from Go modules whose checksums are in go.sum, or taken from the distribution. */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { arch } from 'node:process';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { cache } from './config.ts';
import { withLock } from './lock.ts';
import { pythonFolder } from './python.ts';
import { step, Trouble } from './steps.ts';

/** `go build -X`: what each upstream release build stamps in, so that `version` tells the truth. */
const stamps: Record<string, (version: (module: string) => string) => Record<string, string>> = {
  cluster: (version) => {
    const kubernetes = version('k8s.io/kubernetes');
    const [major = '', minor = ''] = kubernetes.slice(1).split('.');
    return {
      'k8s.io/component-base/version.gitVersion': kubernetes,
      'k8s.io/component-base/version.gitMajor': major,
      'k8s.io/component-base/version.gitMinor': minor,
      'k8s.io/component-base/version.gitTreeState': 'clean',
    };
  },
  helm4: (version) => ({
    'helm.sh/helm/v4/internal/version.version': version('helm.sh/helm/v4'),
    'github.com/helm/chart-testing/v3/ct/cmd.Version': version('github.com/helm/chart-testing/v3'),
  }),
  helm3: (version) => {
    const [, minor = ''] = version('k8s.io/client-go').slice(1).split('.');
    return {
      'helm.sh/helm/v3/internal/version.version': version('helm.sh/helm/v3'),
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': minor,
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': minor,
    };
  },
};

/** Go modules of tools, in the order they are built. */
export type ToolModule = 'cluster' | 'helm4' | 'helm3' | 'policies' | 'schema';
export const toolModules: ToolModule[] = ['schema', 'policies', 'helm4', 'helm3', 'cluster'];

const moduleFolder = (module: ToolModule): string => join(import.meta.dirname, 'tools', module);
const read = (module: ToolModule, file: string): string =>
  readFileSync(join(moduleFolder(module), file), 'utf8');

/** The version that a tools module requires of another module. */
export function requiredVersion(module: ToolModule, path: string): string {
  const found = new RegExp(`^\\s+${path.replaceAll('.', '\\.')} (v\\S+)`, 'm').exec(
    read(module, 'go.mod'),
  )?.[1];
  if (found === undefined) throw new Error(`${path} is not required by tools/${module}/go.mod`);
  return found;
}

function linkerFlags(module: ToolModule): string {
  const values = stamps[module]?.((path) => requiredVersion(module, path)) ?? {};
  return ['-s', '-w', ...Object.entries(values).map(([name, value]) => `-X ${name}=${value}`)].join(' ');
}

/** Where a module's programs are, keyed by all that they are made from. */
export function toolsFolder(module: ToolModule): string {
  const made = [read(module, 'go.mod'), read(module, 'go.sum'), linkerFlags(module), arch];
  const key = createHash('sha256').update(made.join('\0')).digest('hex').slice(0, 12);
  return join(cache, 'tools', `${module}-${key}`);
}

/** `CGO_ENABLED=0` makes static programs; `tool` stands for every tool directive of the module. */
async function build(module: ToolModule, target = toolsFolder(module), what = 'tool'): Promise<void> {
  if (existsSync(target)) return;
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const log = `${target}.log`;
  const output = { file: log, append: true } as const;
  const args = ['build', '-trimpath', '-ldflags', linkerFlags(module), '-o', `${unfinished}/`, what];
  const env = { CGO_ENABLED: '0' };
  const result = await execa('go', args, {
    cwd: moduleFolder(module),
    env,
    reject: false,
    stdin: 'ignore',
    stdout: output,
    stderr: output,
  });
  if (result.failed) throw new Trouble(`The programs of tools/${module} could not be built.`, { log });
  renameSync(unfinished, target);
}

/** Builds what is missing; a second checkout finds it built. */
export async function buildTools(modules = toolModules): Promise<void> {
  for (const module of modules) {
    if (existsSync(toolsFolder(module))) continue;
    await step(`build the programs of tools/${module}`, () =>
      withLock(toolsFolder(module), () => build(module)),
    );
  }
}

/** kubectl alone, of the same source: a cluster that is there already needs nothing else of its module. */
const kubectlFolder = (): string =>
  join(cache, 'tools', basename(toolsFolder('cluster')).replace('cluster', 'kubectl'));

/** kubectl of the whole module where that was built, else the one alone. */
const kubectlProgram = (): string =>
  [toolsFolder('cluster'), kubectlFolder()]
    .map((folder) => join(folder, 'kubectl'))
    .find((program) => existsSync(program)) ?? clusterTool('kubectl');

/** For `current`, which builds no cluster. */
export async function buildKubectl(): Promise<void> {
  const folder = kubectlFolder();
  if (!existsSync(kubectlProgram()))
    await step('build kubectl', () =>
      withLock(folder, () => build('cluster', folder, 'k8s.io/kubernetes/cmd/kubectl')),
    );
  linkUserTools();
}

/**
 * The folder that `env` puts on the PATH: kubectl, helm (4), helm3, ct and the yamllint that it runs; the tests find jv, kubeconform
 * and cyclonus in it.
 */
export function userTools(): string {
  const folders = [...toolModules.map(toolsFolder), pythonFolder()].map((folder) => basename(folder));
  const key = createHash('sha256').update(folders.join('\0')).digest('hex').slice(0, 12);
  return join(cache, 'tools', `bin-${key}`);
}

/** Links what a person types; the links are the same for every checkout with the same tools. */
export function linkUserTools(): void {
  const links: [string, string][] = [
    ['kubectl', kubectlProgram()],
    ['helm', join(toolsFolder('helm4'), 'helm')],
    ['ct', join(toolsFolder('helm4'), 'ct')],
    ['helm3', join(toolsFolder('helm3'), 'helm')],
    ['jv', join(toolsFolder('schema'), 'jv')],
    ['kubeconform', join(toolsFolder('schema'), 'kubeconform')],
    ['cyclonus', join(toolsFolder('policies'), 'cyclonus')],
    ['yamllint', join(pythonFolder(), 'yamllint')],
  ];
  mkdirSync(userTools(), { recursive: true });
  for (const [name, target] of links) {
    const link = join(userTools(), name);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(target, link);
    else if (!existsSync(link)) relink(target, link);
  }
}

/** A link may be older than what it leads to; whoever uses it meanwhile finds the one or the other. */
function relink(target: string, link: string): void {
  const next = `${link}.${process.pid}`;
  symlinkSync(target, next);
  renameSync(next, link);
}

/** Path of a Kubernetes or CoreDNS program. */
export const clusterTool = (name: string): string => join(toolsFolder('cluster'), name);

/** The folder of a module's sources in the Go module cache, in the version that the cluster is built with. */
export async function moduleSources(path: string): Promise<string> {
  const args = ['list', '-m', '-f', '{{.Dir}}', path];
  const { stdout } = await execa('go', args, { cwd: moduleFolder('cluster') });
  if (stdout !== '') return stdout;
  await execa('go', ['mod', 'download', path], { cwd: moduleFolder('cluster') });
  return (await execa('go', args, { cwd: moduleFolder('cluster') })).stdout;
}

/** Istio's own sources: its Helm charts lie there. */
export const istioSources = (): Promise<string> => moduleSources('istio.io/istio');

/** Istio's version as its sources tell it, for its charts: that of a chart has three numbers, and names the commit. */
export async function istioVersion(): Promise<{ chart: string; application: string }> {
  const application = readFileSync(join(await istioSources(), 'VERSION'), 'utf8').trim();
  const commit = requiredVersion('cluster', 'istio.io/istio').replace('v0.0.0-', '');
  return { chart: `${application}.0-${commit}`, application };
}
