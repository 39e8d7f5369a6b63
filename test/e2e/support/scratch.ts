/** A scratch repository with the chart in it, and a clone of it: where a user's CI runs chart-testing on a branch. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { parse, stringify } from 'yaml';
import { root, run, type Outcome } from './run.ts';

/** Nothing that this machine's git is told shall matter. */
const env = {
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  ...{ GIT_AUTHOR_NAME: 'test', GIT_AUTHOR_EMAIL: 'test@localhost' },
  ...{ GIT_COMMITTER_NAME: 'test', GIT_COMMITTER_EMAIL: 'test@localhost' },
};

/** The usual configuration, but for what needs the chart to be published, or Python's yamale and yamllint. */
const configuration = {
  'target-branch': 'main',
  'chart-dirs': ['.'],
  'validate-maintainers': false,
  'validate-chart-schema': false,
  'validate-yaml': false,
};

export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'patroni-istio-scratch-'));
  readonly clone = join(this.folder, 'clone');

  /** First commit, on main: the chart of this checkout with one shape, which is `values`. */
  static async start(values: object): Promise<Scratch> {
    const scratch = new Scratch();
    const origin = join(scratch.folder, 'origin');
    mkdirSync(origin);
    cpSync(join(root, 'chart'), join(origin, 'chart'), { recursive: true });
    rmSync(join(origin, 'chart/ci'), { recursive: true });
    mkdirSync(join(origin, 'chart/ci'));
    writeFileSync(join(origin, 'chart/ci/shape-values.yaml'), stringify(values));
    writeFileSync(join(scratch.folder, 'ct.yaml'), stringify(configuration));
    await execa('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: origin, env });
    await commit(origin, 'The chart');
    await execa('git', ['clone', '--quiet', origin, scratch.clone], { cwd: scratch.folder, env });
    await execa('git', ['switch', '--quiet', '--create', 'change'], { cwd: scratch.clone, env });
    return scratch;
  }

  get version(): string {
    return (parse(readFileSync(join(this.clone, 'chart/Chart.yaml'), 'utf8')) as { version: string }).version;
  }

  /** Replaces a text that has to be in a file of the chart, and commits it on the branch. */
  async change(file: string, before: string, after: string): Promise<void> {
    const path = join(this.clone, 'chart', file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(before)) throw new Error(`chart/${file} has no ${before}`);
    writeFileSync(path, text.replace(before, after));
    await commit(this.clone, `Change ${file}`);
  }

  /** A parameter for every member, which rolls them. */
  async changeParameter(): Promise<void> {
    const parameters = '  parameters:\n    unix_socket_directories:';
    const more = "  parameters:\n    log_checkpoints: 'off'\n    unix_socket_directories:";
    await this.change('files/patroni.yaml', parameters, more);
  }

  /** A patch version more; returns it. */
  async bump(): Promise<string> {
    const { version } = this;
    const [major, minor, patch] = version.split('.');
    const next = [major, minor, Number(patch) + 1].join('.');
    await this.change('Chart.yaml', `\nversion: ${version}\n`, `\nversion: ${next}\n`);
    return next;
  }

  ct(...args: string[]): Promise<Outcome> {
    return run('ct', [...args, '--config', join(this.folder, 'ct.yaml')], '', this.clone);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

async function commit(cwd: string, message: string): Promise<void> {
  await execa('git', ['add', '--all'], { cwd, env });
  await execa('git', ['commit', '--quiet', '--message', message], { cwd, env });
}
