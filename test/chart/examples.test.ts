/** A key that is empty by default shows by an example what goes there, and what it shows works. */
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { type Place, placesOf, valueAt, withValue } from '../../schema/corpus.ts';
import { type Data, defaultsOf, isBlank } from '../../schema/products/defaults.ts';
import { forHelm, fromTypes } from '../../schema/products/json-schema.ts';
import { conform } from './support/conform.ts';
import { renderText } from './support/render.ts';
import { kubernetes } from './support/shapes.ts';

const schema = forHelm(fromTypes());
const defaults = defaultsOf(schema);
const places = placesOf(schema, schema, []);

const examplesOf = ({ node }: Place): unknown[] => node.examples ?? [];
const named = (some: Place[]): string[] => some.map(({ path }) => path.join('.'));

test('every key that is empty by default and is no choice has an example', () => {
  const open = places.filter(({ path, node }) => isBlank(valueAt(defaults, path)) && node.enum === undefined);
  expect(named(open.filter((place) => examplesOf(place).every(isBlank)))).toEqual([]);
});

test('every example is one to the schema of its own key', () => {
  const wrong = places.filter((place) => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false });
    const validate = ajv.compile({ ...place.node, definitions: schema.definitions });
    return !examplesOf(place).every((example) => validate(example));
  });
  expect(named(wrong)).toEqual([]);
});

/** The first example of each key, over what the guards ask for with them. */
const together = (beside: Data, isLeftOut: (path: string) => boolean): Data =>
  places
    .filter(({ path }) => !isLeftOut(path.join('.')))
    .flatMap((place) =>
      examplesOf(place)
        .slice(0, 1)
        .map((example) => ({ path: place.path, example })),
    )
    .reduce<Data>((values, { path, example }) => withValue(values, path, example), beside);

const families = { ipFamilyPolicy: 'PreferDualStack' };
const storage = { wal: { enabled: true } };
const egress = { enabled: true };
const open = {
  istio: { mode: 'permissive', egress },
  storage,
  service: {
    primary: { type: 'LoadBalancer', ...families },
    replicas: { type: 'LoadBalancer', ...families },
  },
};
const authorizationPolicy = { enabled: true };
const mesh = {
  istio: { mode: 'mtls', authorizationPolicy, egress },
  storage,
  service: { primary: families, replicas: families },
};

// A STRICT mesh refuses load balancers, an open one names no clients, and fullnameOverride hides nameOverride.
const settings: Record<string, Data> = {
  all: together(open, (path) => path === 'istio.authorizationPolicy.clients'),
  mesh: together(mesh, (path) => /(^|\.)(loadBalancer[^.]*|fullnameOverride)$/.test(path)),
};

test.each(Object.values(kubernetes))(
  'the examples work together, and make objects of Kubernetes %s',
  async (kubeVersion) => {
    const made = Object.entries(settings).map(
      async ([name, values]) => [name, await renderText(values, { kubeVersion })] as const,
    );
    const { failed, stdout } = await conform(kubeVersion, Object.fromEntries(await Promise.all(made)));
    expect({ failed, said: failed ? stdout : '' }).toEqual({ failed: false, said: '' });
  },
);

test.each(Object.keys(settings))('Helm 3 takes the examples, too: %s', async (name) => {
  expect(await renderText(settings[name], { helm: 'helm3' })).toContain('kind: StatefulSet');
});
