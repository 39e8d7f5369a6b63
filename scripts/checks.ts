/** The fast checks, each a command of a well-kept tool; they run side by side. */
import { join } from 'node:path';
import { execa } from 'execa';
import { step, Trouble } from '../test/cluster/steps.ts';
import { userTools } from '../test/cluster/tools.ts';

/** How a run ended, in tests. */
export interface Count {
  passed: number;
  failed: number;
}

export const root = join(import.meta.dirname, '..');
export const sum = (counts: Count[]): Count => ({
  passed: counts.reduce((total, count) => total + count.passed, 0),
  failed: counts.reduce((total, count) => total + count.failed, 0),
});

/** A check that passes or fails as a whole; what it says is shown only when it fails. */
async function command(title: string, argv: string[]): Promise<Count> {
  const [program = '', ...args] = argv;
  return step(title, async () => {
    const result = await execa(program, args, { cwd: root, reject: false, all: true, stdin: 'ignore' });
    if (result.failed) throw new Trouble(`${result.all}\n${title}: failed`);
    return { passed: 1, failed: 0 };
  }).catch((error: unknown) => {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1 };
  });
}

/** Jest's own summary: the last line that it writes to standard output, or nothing where it could not begin. */
function summary(stdout: string): Record<string, number> {
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return last.startsWith('{') ? (JSON.parse(last) as Record<string, number>) : {};
}

/** Jest over some projects; what it says goes straight to the reader. A run without a single test has failed. */
export async function jest(projects: string[], args: string[] = []): Promise<Count> {
  const program = [
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    ...projects,
  ];
  const env = { PATH: `${userTools()}:${process.env['PATH'] ?? ''}` };
  const { stdout, failed: hasFailed } = await execa(
    'node',
    [...program, '--json', '--silent=false', ...args],
    { cwd: root, env, reject: false, stdin: 'ignore', stderr: 'inherit' },
  );
  const report = summary(stdout);
  const passed = report['numPassedTests'] ?? 0;
  const failed = (report['numFailedTests'] ?? 0) + (report['numRuntimeErrorTestSuites'] ?? 0);
  return { passed, failed: Math.max(failed, hasFailed || passed === 0 ? 1 : 0) };
}

/** Types, lint, format, unit and chart tests. */
export async function fastChecks(): Promise<Count> {
  const counts = await Promise.all([
    command('types', ['tsc', '--noEmit']),
    command('lint', ['eslint', '.']),
    command('format', ['prettier', '--check', '.']),
    command('generated files', ['node', 'schema/generate.ts', '--check']),
    jest(['unit', 'chart']),
  ]);
  return sum(counts);
}

/** The last line of every run, and the exit code. */
export function conclude({ passed, failed }: Count): void {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
