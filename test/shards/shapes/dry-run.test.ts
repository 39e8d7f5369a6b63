/**
 * Every object of every shape is taken by the API server: in an empty namespace, and over the release of another shape, where it
 * refuses what preflight refuses before anything is applied, and nothing else.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renderShape, type Shape, shapes } from '../../chart/support/shapes.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { kubectl, run } from '../../e2e/support/run.ts';
import { dryRun, type Manifest, manifestsOf, putAccounts } from './dry-run.ts';

const minutes = 60_000;

/** Services of both families of addresses, which the test cluster has not: refused for that, and taken without it. */
const needsIPv6: Record<string, string[]> = {
  largest: [
    'Service/orders-of-the-northern-region-database',
    'Service/orders-of-the-northern-region-database-replicas',
  ],
  'load-balancers': ['Service/db-patroni'],
};

const oneFamily = ['primary', 'replicas'].flatMap((name) => [
  ...['--set-json', `service.${name}.ipFamilies=[]`],
  ...['--set', `service.${name}.ipFamilyPolicy=SingleStack`],
]);

/** Storage of the live release, over whatever a shape asks for. */
const sameStorage = [
  ...['--set', 'storage.size=1Gi,storage.storageClass='],
  ...['--set', 'storage.wal.enabled=false,storage.wal.size=5Gi,storage.wal.storageClass='],
  ...['--set-json', 'storage.accessModes=["ReadWriteOnce"]'],
  ...['labels', 'annotations', 'selector'].flatMap((key) => ['--set', `storage.${key}=null`]),
];

async function manifests(namespace: string, shape: Shape, ...args: string[]): Promise<Manifest[]> {
  return manifestsOf(await renderShape(shape, { args: ['--namespace', namespace, ...args] }));
}

/** The only class that a Pod of a shape asks for; what is only in a template is not looked up. */
const priorityClass = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'low' },
  value: 1,
};

beforeAll(async () => {
  await kubectl(['apply', '--server-side', '--filename', '-'], JSON.stringify(priorityClass));
});
afterAll(() => kubectl(['delete', 'priorityclass', 'low']));

test(
  'in an empty namespace every object of every shape is taken, hooks and the Pod of helm test too',
  () =>
    inNamespace('dry', async (namespace) => {
      for (const shape of shapes) {
        const asked = await manifests(namespace, shape);
        await putAccounts(namespace, asked);
        const refused = await dryRun(namespace, asked);
        const objects = refused.map(({ object }) => object);
        expect({ shape: shape.name, objects }).toEqual({
          shape: shape.name,
          objects: needsIPv6[shape.name] ?? [],
        });
        for (const { why } of refused) expect(why).toContain('"IPv6": not configured on this cluster');
        expect(await dryRun(namespace, await manifests(namespace, shape, ...oneFamily))).toEqual([]);
      }
    }),
  4 * minutes,
);

/** Helm deletes these before it makes them again. */
const isMadeAnew = ({ metadata: { annotations = {} } }: Manifest): boolean =>
  /before-hook-creation/.test(annotations['helm.sh/hook-delete-policy'] ?? '');

/** Codes that the tool refuses an upgrade to this shape with, called as the shape's own Job preflight would. */
async function preflight(asked: Manifest[]): Promise<string[]> {
  const job = asked.find(({ kind, metadata }) => kind === 'Job' && metadata.name.endsWith('-preflight'));
  const args = job?.spec?.template?.spec.containers[0]?.args ?? [];
  // The Job itself is not there, and nothing is to be made.
  const own = args.filter((arg, at) => ![arg, args[at - 1]].includes('--job') && arg !== '--create-secret');
  const { exitCode, output } = await run('node', ['hook/main.ts', ...own]);
  if (exitCode > 1) throw new Error(`preflight could not look: ${output}`);
  return output.split('\n').flatMap((line) => /^PHA\d{4}/.exec(line) ?? []);
}

test(
  'over the release of another shape the API server refuses what preflight refuses for its storage, and nothing else',
  () =>
    inNamespace('over', async (namespace) => {
      const live = new Release(namespace, { values: { replicas: 1, 'istio.mode': 'disabled' } });
      expect((await live.install()).exitCode).toBe(0);
      // Those that give another name would make another cluster; `largest` even with a label of its own.
      const named = [
        '--is-upgrade',
        '--set',
        `fullnameOverride=${live.fullname},preflight.enabled=true`,
        ...oneFamily,
      ];
      const byServer: string[] = [];
      const byPreflight: string[] = [];
      for (const shape of shapes) {
        const asked = await manifests(namespace, shape, ...named);
        const refused = await dryRun(
          namespace,
          asked.filter((one) => !isMadeAnew(one)),
        );
        for (const { object, why } of refused) {
          expect([shape.name, object]).toEqual([shape.name, `StatefulSet/${live.fullname}`]);
          expect(why).toContain('updates to statefulset spec for fields other than');
        }
        if (refused.length > 0) byServer.push(shape.name);
        if ((await preflight(asked)).includes('PHA0517')) byPreflight.push(shape.name);

        const kept = await manifests(namespace, shape, ...named, ...sameStorage);
        expect(
          await dryRun(
            namespace,
            kept.filter((one) => !isMadeAnew(one)),
          ),
        ).toEqual([]);
        expect(await preflight(kept)).not.toContain('PHA0517');
      }
      expect(byServer).toEqual(byPreflight);
      expect(byServer.sort()).toEqual([
        ...['classic-sidecar', 'istio-access', 'istio-ambient', 'largest', 'load-balancers', 'no-hooks'],
        ...['openshift', 'production'],
      ]);
    }),
  5 * minutes,
);
