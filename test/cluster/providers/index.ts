/** The one place where a provider is chosen. */
import { Trouble } from '../steps.ts';
import { current } from './current.ts';
import { embedded } from './embedded.ts';
import type { Provider } from './provider.ts';

/** How `npm test` takes them: an option, or its variable. */
export const options = {
  provider: {
    type: 'string',
    default: process.env['PATRONI_ISTIO_PROVIDER'] ?? 'embedded',
    describe: 'embedded: the cluster of this checkout; current: that of the current Kubernetes context',
    defaultDescription: '$PATRONI_ISTIO_PROVIDER, or embedded',
  },
  registry: {
    type: 'string',
    default: process.env['PATRONI_ISTIO_REGISTRY'],
    describe: 'with current: where `npm run images` has pushed the images',
    defaultDescription: '$PATRONI_ISTIO_REGISTRY',
  },
} as const;

const unknown = (name: string) => new Trouble(`There is no provider "${name}": give embedded or current.`);

export function chooseProvider(name: string, registry = ''): Provider {
  if (name !== 'embedded' && name !== 'current') throw unknown(name);
  if (name === 'embedded') {
    if (registry === '') return embedded();
    throw new Trouble('--registry goes with --provider current; the embedded cluster has its images loaded.');
  }
  if (registry !== '') return current(registry);
  throw new Trouble(
    '--provider current needs --registry REGISTRY: `npm run images -- REGISTRY`, then the same with --push, fill it.',
  );
}
