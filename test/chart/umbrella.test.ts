/** In a parent chart twice, under two aliases: two clusters in one release, whose objects never meet. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { KubernetesObject, V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import { allOf, nameOf, specOf } from './support/objects.ts';
import { render, type Values } from './support/render.ts';
import { umbrella, type Umbrella } from './support/umbrella.ts';

const kept: Partial<Record<'helm' | 'helm3', Umbrella>> = {};

beforeAll(async () => {
  for (const helm of ['helm', 'helm3'] as const) kept[helm] = await umbrella(helm);
});
afterAll(() => Object.values(kept).forEach((one) => one.remove()));

const rendered = (values: Values = {}, helm: 'helm' | 'helm3' = 'helm'): Promise<KubernetesObject[]> =>
  render(values, { helm, release: 'shop', chart: kept[helm]?.chart ?? '' });

const ids = (objects: KubernetesObject[]): string[] =>
  objects.map((object) => `${String(object.kind)}/${nameOf(object)}`).sort();

const other = (id: string): string =>
  id.replace(/shop-(orders|billing)/, (_, own) => (own === 'orders' ? 'shop-billing' : 'shop-orders'));

/** The Job apply ends in a hash of all that is in it. */
const withoutHash = (id: string): string => id.replace(/-apply-[0-9a-f]{8}$/, '-apply');

test.each(['helm', 'helm3'] as const)('both are rendered, each object once (%s)', async (helm) => {
  const found = ids(await rendered({}, helm));
  expect(new Set(found).size).toBe(found.length);
  const orders = found.filter((id) => id.includes('/shop-orders')).map(withoutHash);
  const billing = found.filter((id) => id.includes('/shop-billing')).map(withoutHash);
  expect(orders.length + billing.length).toBe(found.length);
  expect(billing).toEqual(orders.map(other).sort());
});

test('a condition that is false renders nothing of it, and changes nothing of the other', async () => {
  const both = await rendered();
  const one = await rendered({ billing: { enabled: false } });
  expect(one).toEqual(both.filter((object) => nameOf(object).startsWith('shop-orders')));
  expect(await rendered({ billing: { enabled: false }, orders: { enabled: false } })).toEqual([]);
});

test('no selector of one takes the pods of the other, and no right of one is for the other', async () => {
  const both = await rendered();
  for (const [own, foreign] of [
    ['shop-orders', 'shop-billing'],
    ['shop-billing', 'shop-orders'],
  ] as const) {
    const objects = both.filter((object) => nameOf(object).startsWith(own));
    expect(JSON.stringify(objects)).not.toContain(foreign);
    const selectors = objects.flatMap((object) => {
      const { selector } = (object as { spec?: { selector?: { matchLabels?: object } } }).spec ?? {};
      return selector === undefined ? [] : [selector.matchLabels ?? selector];
    });
    expect(selectors).toHaveLength(5);
    for (const selector of selectors) expect(selector).toMatchObject({ 'patroni-istio/scope': own });
  }
});

test('in a mesh, no policy of one is about the other', async () => {
  const mode = { istio: { mode: 'exclude', egress: { enabled: true } } };
  const policies = (await rendered({ orders: mode, billing: mode })).filter(({ apiVersion = '' }) =>
    /istio|networking/.test(apiVersion),
  );
  const of = (name: string) => policies.filter((object) => nameOf(object).startsWith(name));
  expect(of('shop-orders').map(({ kind }) => kind)).toHaveLength(7);
  expect(JSON.stringify(of('shop-orders'))).not.toContain('shop-billing');
  expect(JSON.stringify(of('shop-billing'))).not.toContain('shop-orders');
});

test('global.imageRegistry and global.imagePullSecrets reach every pod of both', async () => {
  const values = { global: { imageRegistry: 'r.example', imagePullSecrets: ['one'] } };
  const objects = await rendered(values);
  const owners = [...allOf(objects, 'StatefulSet'), ...allOf(objects, 'Job')];
  const specs = [
    ...owners.map((owner) => specOf<{ template: V1PodTemplateSpec }>(owner).template.spec),
    ...allOf(objects, 'Pod').map(specOf),
  ];
  expect(specs).toHaveLength(14);
  for (const { containers, imagePullSecrets } of specs as V1PodSpec[]) {
    expect(imagePullSecrets).toEqual([{ name: 'one' }]);
    for (const { image } of containers) expect(image).toMatch(/^r\.example\/patroni-istio\//);
  }
});
