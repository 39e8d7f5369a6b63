/** `npm start` as a user types it: after a killed one, again, and with a release that has to fail. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { execa } from 'execa';
import { inNamespace } from './support/namespace.ts';
import { Release } from './support/release.ts';
import { kubectl, root, run } from './support/run.ts';
import { until } from './support/wait.ts';

const minutes = 60_000;

const start = (namespace: string, ...flags: string[]) =>
  run('npm', ['start', '--', '--namespace', namespace, ...flags]);

/** The indented lines below the line that ends with these words. */
function commandsBelow(words: string, output: string): string {
  const [, after = ''] = output.split(`${words}\n\n`);
  const [commands = ''] = after.split('\n\n');
  expect(commands).toMatch(/^( {2}\S.*\n?)+$/);
  return commands;
}

test(
  'killed while Helm installs, it comes to a green release the next time, and again; Ctrl-C ends with how to go on',
  () =>
    inNamespace('start', async (namespace) => {
      const release = new Release(namespace);
      const arguments_ = ['start', '--', '--namespace', namespace];
      const killed = spawn('npm', arguments_, { cwd: root, detached: true, stdio: 'ignore' });
      const isPending = async () => ((await release.last()).status.startsWith('pending-') ? true : undefined);
      await until('Helm has begun', isPending);
      process.kill(-(killed.pid ?? 0), 'SIGKILL');
      await once(killed, 'exit');

      const next = await start(namespace);
      expect(next.output).toContain('left half done (pending-install)');
      expect(next.output).toContain('all 2 replicas stream');
      expect(next.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');

      const again = await start(namespace);
      expect(again.output).not.toContain('half done');
      expect(again.exitCode).toBe(0);

      const program = ['scripts/bootstrap.mjs', 'scripts/start.ts', '--namespace', namespace];
      const options = { cwd: root, detached: true, all: true, reject: false } as const;
      const interrupted = execa('node', program, options);
      await until('Helm has begun again', isPending);
      process.kill(-(interrupted.pid ?? 0), 'SIGINT');
      const { all, exitCode } = await interrupted;
      expect(all.split('\n').at(-1)).toBe(
        `Interrupted. The cluster stays up: \`npm start -- --namespace ${namespace}\` goes on, \`npm run cluster -- down\` ends it.`,
      );
      expect(all).not.toContain('not green');
      expect(exitCode).toBe(130);
      expect((await release.last()).status).toBe('failed');
    }),
  6 * minutes,
);

test(
  '--break shows a release that fails, why, and the commands that turn it green',
  () =>
    inNamespace('break', async (namespace) => {
      const inTheWay = ['serviceaccount', 'db-patroni', '--namespace', namespace];
      await kubectl(['create', ...inTheWay]);
      const other = await start(namespace, '--break');
      expect(other.output).toContain('invalid ownership metadata');
      expect(other.output).not.toContain('as it should');
      expect(other.exitCode).toBe(1);
      await kubectl(['delete', ...inTheWay]);

      const { output, exitCode } = await start(namespace, '--break');
      expect(output.match(/^ {2}FAIL {2}no policy cuts replication/gm)).toHaveLength(1);
      expect(output).not.toContain(String.raw`\n`);
      expect(output).toContain(`PeerAuthentication ${namespace}/no-mtls-5432 cuts replication`);
      expect(output).toMatch(/^Error: .*db-patroni-verify/m);
      expect(output).toContain('The release failed, as it should');
      expect(exitCode).toBe(0);
      const release = new Release(namespace);
      expect((await release.last()).status).toBe('failed');

      expect(output).toContain('npm run cluster -- down');
      const mended = await run('sh', ['-ec', commandsBelow('turn it green:', output)]);
      expect(mended.output).toContain('has been upgraded');
      expect(mended.exitCode).toBe(0);
      expect((await release.last()).status).toBe('deployed');
    }),
  4 * minutes,
);
