/** The command line of preflight, as the chart writes it. */
import { expect, test } from '@jest/globals';
import yargs from 'yargs';
import { preflightCommand } from '../../hook/preflight/command.ts';

async function parsed(...args: string[]): Promise<object> {
  let seen: object = {};
  const handler = (given: object) => void (seen = given);
  const always = ['preflight', '--name', 'db-patroni', '--release', 'db', '--replicas', '3'];
  await yargs([...always, ...args])
    .command({ ...preflightCommand, handler })
    .strict()
    .exitProcess(false)
    .parseAsync();
  return seen;
}

test.each([
  ['no Secret', [], { existingSecret: '', createSecret: false }],
  ['--existing-secret', ['--existing-secret', 'mine'], { existingSecret: 'mine', createSecret: false }],
  ['--create-secret', ['--create-secret'], { existingSecret: '', createSecret: true }],
])('%s reaches the command', async (_title, args, arrives) => {
  expect(await parsed(...args)).toMatchObject(arrives);
});
