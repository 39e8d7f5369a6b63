// Plain JavaScript for the machine's own Node (20 or newer), before anything is installed: brings the packages
// that package-lock.json names, then hands over to the project's own Node, which is one of them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const mark = join(root, 'node_modules', '.lock-sha256');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isInstalled() {
  return existsSync(mark) && readFileSync(mark, 'utf8') === lock;
}

function install() {
  console.error('  ...   npm ci: the packages that package-lock.json names');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.error || npm.status !== 0) fail('npm ci failed; its own words are above.');
  writeFileSync(mark, lock);
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node 20 or newer is needed to begin, this is ${process.version}.`);
if (!isInstalled()) install();

const bin = join(root, 'node_modules', '.bin');
const [program, ...args] = process.argv.slice(2);
const child = spawn(
  join(bin, 'node'),
  ['--disable-warning=ExperimentalWarning', join(root, program), ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
  },
);
// Ctrl-C reaches the child by itself, as part of the foreground group; what is sent to us alone is passed on.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`The project's own Node could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
