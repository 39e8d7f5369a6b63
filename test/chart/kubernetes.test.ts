/** Every object of every shape is one to Kubernetes and to Istio: no field that they do not know, none of another type. */
import { expect, test } from '@jest/globals';
import { conform } from './support/conform.ts';
import { kubernetes, renderShape, shapes } from './support/shapes.ts';

const versions = Object.values(kubernetes);

test.each(versions)(
  'every object of every shape is one to Kubernetes %s and to Istio',
  async (kubeVersion) => {
    const made = shapes.map(
      async (shape) => [shape.name, await renderShape(shape, { kubeVersion })] as const,
    );
    const manifests = Object.fromEntries(await Promise.all(made));
    const { failed, stdout } = await conform(kubeVersion, manifests);
    expect({ failed, said: failed ? stdout : '' }).toEqual({ failed: false, said: '' });
    const count =
      Object.values(manifests)
        .join('')
        .match(/^kind: /gm)?.length ?? 0;
    expect(stdout).toContain(
      `Summary: ${count} resources found in ${shapes.length} files - Valid: ${count}, `,
    );
  },
);

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { ports: [{ port: 5432 }]';

test.each([
  ['a field that no Kubernetes knows', `${service}, selectors: {} }`, "'selectors' not allowed"],
  ['a value of another type', `${service}, publishNotReadyAddresses: 'yes' }`, "Addresses': got string"],
  [
    'a kind that has no schema',
    'apiVersion: v9\nkind: Service\nmetadata: { name: x }',
    'could not find schema',
  ],
])('%s is refused', async (_, manifest, words) => {
  for (const version of versions) {
    const { failed, stdout, stderr } = await conform(version, { manifest });
    expect(stdout + stderr).toContain(words);
    expect(failed).toBe(true);
  }
});

test('a field that came after the oldest Kubernetes is refused for it, and taken for the newest', async () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:';
  const sidecar = `${pod} { containers: [{ name: a }], initContainers: [{ name: b, restartPolicy: Always }] }`;
  const [old, now] = await Promise.all(
    [kubernetes.oldest, kubernetes.newest].map((one) => conform(one, { sidecar })),
  );
  expect([old?.failed, now?.failed]).toEqual([true, false]);
});
