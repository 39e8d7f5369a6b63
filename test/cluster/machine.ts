/** What the machine must bring, said as one list before anything is built; on Debian and its kin the rest is installed. */
import { execa } from 'execa';
import { findProgram, hasApt } from './distribution.ts';
import { step, Trouble } from './steps.ts';

/** Program -> Debian package. */
const installable: Record<string, string> = {
  nsenter: 'util-linux',
  ip: 'iproute2',
  iptables: 'iptables',
  conntrack: 'conntrack',
  tini: 'tini',
  openssl: 'openssl',
  buildah: 'buildah',
  mmdebstrap: 'mmdebstrap',
  pip3: 'python3-pip',
};

/** Program -> how to get it; these come with the machine. */
const expected: Record<string, string> = {
  go: 'Go 1.21 or newer, from your distribution or go.dev',
  git: 'git, from your distribution',
};

/** Program -> what it is, where the distribution is not Debian's kin and nothing can be unpacked. */
const unpackedElsewhere: Record<string, string> = {
  containerd: 'containerd 1.6 or newer',
  runc: 'runc 1.1 or newer',
  etcd: 'etcd 3.4 or newer',
};

const oldestGo = 21;

/** Go 1.21 is the first that fetches the Go that a module asks for. */
async function goIsTooOld(): Promise<string[]> {
  const env = { GOTOOLCHAIN: 'local' };
  const { stdout, failed } = await execa('go', ['env', 'GOVERSION'], {
    env,
    cwd: '/',
    stdin: 'ignore',
    reject: false,
  });
  const minor = Number(/^go1\.(\d+)/.exec(stdout)?.[1]);
  if (failed || minor >= oldestGo) return [];
  return [`go: this is ${stdout}, needed is ${expected['go'] ?? ''}`];
}

const missing = (programs: Record<string, string>): string[] =>
  Object.keys(programs).filter((program) => findProgram(program) === undefined);

function missingByHand(): string[] {
  const lines = missing(expected).map((program) => `${program}: ${expected[program] ?? ''}`);
  if (hasApt()) return lines;
  const others = { ...installable, ...unpackedElsewhere };
  return lines.concat(
    missing(others).map((program) => `${program}: the package ${others[program] ?? ''} of your distribution`),
  );
}

async function install(packages: string[]): Promise<void> {
  const apt = ['--yes', '--no-install-recommends', 'install', ...packages];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const first = await execa('apt-get', apt, { env, stdin: 'ignore', reject: false });
  if (!first.failed) return;
  await execa('apt-get', ['update'], { env, stdin: 'ignore', reject: false });
  const second = await execa('apt-get', apt, { env, stdin: 'ignore', reject: false });
  if (second.failed)
    throw new Trouble(`apt-get could not install ${packages.join(', ')}: ${second.stderr.trim()}`);
}

/** Refuses a machine that cannot carry the cluster; installs what Debian's packages can bring, and says so. */
export async function prepareMachine(): Promise<void> {
  if (process.platform !== 'linux')
    throw new Trouble(`The embedded cluster needs Linux, this is ${process.platform}.`);
  if (process.getuid?.() !== 0)
    throw new Trouble('The embedded cluster needs root: it makes namespaces and runs a kubelet.');
  const absent = [...missingByHand(), ...(await goIsTooOld())];
  if (absent.length > 0) throw new Trouble(`This machine lacks:\n  ${absent.join('\n  ')}`);
  const packages = [...new Set(missing(installable).map((program) => installable[program] ?? program))];
  if (packages.length > 0)
    await step(`install with apt-get: ${packages.join(', ')}`, () => install(packages));
}
