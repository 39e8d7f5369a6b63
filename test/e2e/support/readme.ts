/** Commands of the README, so that what it promises is what is tested. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.ts';

function bodyOf(section: string): string {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const [, after = ''] = text.split(`\n## ${section}\n`);
  const [body = ''] = after.split('\n## ');
  return body;
}

/** The commands in the console blocks of a section, each on one line. */
function commandsOf(section: string): string[] {
  const blocks = [...bodyOf(section).matchAll(/```console\n([^]*?)```/g)].map(([, block = '']) => block);
  const commands = blocks.flatMap((block) => block.replaceAll('\\\n', ' ').trim().split('\n'));
  if (commands.length === 0) throw new Error(`the README has no commands in its section ${section}`);
  return commands;
}

/** The object in the YAML block of a section, in another namespace than the README's. */
export function objectOf(section: string, namespace: string): string {
  const [yaml = ''] = /```yaml\n([^]*?)```/.exec(bodyOf(section))?.slice(1) ?? [];
  if (!yaml.includes('namespace: prod')) throw new Error(`no object in namespace prod in section ${section}`);
  return yaml.replace('namespace: prod', `namespace: ${namespace}`);
}

/** Runs the commands of a section with another namespace than the README's; fails with the first that fails. */
export async function runReadme(section: string, namespace: string): Promise<void> {
  for (const command of commandsOf(section)) {
    const own = command.replace('--namespace prod', `--namespace ${namespace}`);
    if (own === command) throw new Error(`no namespace in: ${command}`);
    const { exitCode, output } = await run('sh', ['-c', own]);
    if (exitCode !== 0) throw new Error(`${own}: ${output}`);
  }
}
