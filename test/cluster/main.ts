/** `npm run cluster -- up | down | status | env` */
import { existsSync } from 'node:fs';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { cluster, state } from './config.ts';
import { findSandbox, destroySandbox } from './sandbox.ts';
import { kubectl } from './kubectl.ts';
import { explain, step, Trouble } from './steps.ts';
import { userTools } from './tools.ts';
import { isUp, up } from './up.ts';

/** What a shell needs to use the cluster: `eval "$(npm run --silent cluster -- env)"`. */
function env(): void {
  if (!isUp()) throw new Trouble('The cluster is not up; `npm run cluster -- up` brings it up.');
  console.log(`export KUBECONFIG='${cluster.kubeconfig}'\nexport PATH='${userTools()}':"$PATH"`);
}

async function status(): Promise<void> {
  const sandbox = findSandbox();
  if (!isUp()) {
    const remains = sandbox !== undefined || existsSync(state);
    console.log(
      remains ? 'not up; the remains of a killed one are here, `up` and `down` remove them' : 'not up',
    );
    process.exitCode = 1;
    return;
  }
  console.log(await kubectl(['get', 'nodes,pods', '--all-namespaces', '--output', 'wide']));
}

async function main(): Promise<void> {
  await yargs(hideBin(process.argv))
    .scriptName('npm run cluster --')
    .command('up', 'bring up Kubernetes with Istio, or load changed images into a running one', {}, up)
    .command('down', 'end it and leave nothing behind', {}, () =>
      step('take the cluster down', destroySandbox),
    )
    .command('status', 'what runs in it', {}, status)
    .command('env', 'print what a shell needs to use it', {}, env)
    .demandCommand(1, 'say what to do: up, down, status or env')
    .strict()
    .fail((message, error: Error | undefined) => {
      throw error ?? new Trouble(message);
    })
    .parseAsync();
}

try {
  await main();
} catch (error) {
  explain(error);
  process.exitCode = error instanceof Trouble ? 1 : 2;
}
