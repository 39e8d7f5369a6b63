/** The project's own cluster: brought up where it is not there, and taken down again then. */
import { cluster } from '../config.ts';
import { destroySandbox } from '../sandbox.ts';
import { step } from '../steps.ts';
import { isUp, up } from '../up.ts';
import { capabilities, type Capability, type Provider } from './provider.ts';

export function embedded(): Provider {
  const wasUp = isUp();
  return {
    name: 'embedded',
    capabilities: new Set(Object.keys(capabilities) as Capability[]),
    up: async () => {
      await up();
      return { kubeconfig: cluster.kubeconfig, run: cluster.id };
    },
    down: async () => {
      if (!wasUp) await step('take the cluster down', destroySandbox);
    },
  };
}
