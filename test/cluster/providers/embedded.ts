/** The project's own cluster: brought up where it is not there, and taken down again then. */
import { destroySandbox } from '../sandbox.ts';
import { step } from '../steps.ts';
import { isUp, up } from '../up.ts';
import { capabilities, type Capability, type Provider } from './provider.ts';
import { embeddedTarget } from './target.ts';

export function embedded(): Provider {
  const wasUp = isUp();
  return {
    name: 'embedded',
    capabilities: new Set(Object.keys(capabilities) as Capability[]),
    up: async () => {
      await up();
      return embeddedTarget;
    },
    down: async () => {
      if (!wasUp) await step('take the cluster down', destroySandbox);
    },
  };
}
