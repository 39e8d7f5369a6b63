/** Nearly every value at once, on a live cluster: each is asked for where it works, in PostgreSQL, Patroni or Kubernetes. */
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { allStream, logOf, onRevision, replicates } from '../../e2e/support/cluster-state.ts';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { Release } from '../../e2e/support/release.ts';
import { getObject, kubectl } from '../../e2e/support/run.ts';
import { primary, sql } from '../../e2e/support/sql.ts';
import { until } from '../../e2e/support/wait.ts';

const minutes = 60_000;
const file = join(import.meta.dirname, 'knobs-values.yaml');

/** What PostgreSQL says of a setting. */
const settings: Record<string, string> = {
  work_mem: '5MB',
  max_connections: '50',
  'pg_stat_statements.max': '2000',
  wal_segment_size: '4MB',
  data_checksums: 'on',
  max_slot_wal_keep_size: '512MB',
};

interface Pod {
  metadata: { labels: Record<string, string>; annotations: Record<string, string> };
  spec: {
    serviceAccountName: string;
    priorityClassName: string;
    terminationGracePeriodSeconds: number;
    tolerations: { key?: string }[];
    affinity?: object;
    topologySpreadConstraints?: object[];
    nodeSelector: object;
  };
}

test(
  'nearly every value does at run time what it says',
  () =>
    inNamespace('knobs', async (namespace) => {
      const inIt = ['--namespace', namespace];
      await kubectl([...inIt, 'create', 'configmap', 'more', '--from-literal=MORE=from elsewhere']);
      await kubectl([...inIt, 'create', 'serviceaccount', 'own-account']);
      const release = new Release(namespace, { values: { 'istio.mode': 'disabled', replicas: 2 } });
      const install = await release.install('--values', file);
      expect(install.output).not.toContain('Error');
      expect(install.exitCode).toBe(0);
      await allStream(release);
      await replicates(release, 'installed');
      const leader = await primary(namespace);
      const member = release.member(0);
      const inside = (container: string, ...command: string[]): Promise<string> =>
        kubectl([...inIt, 'exec', member, '--container', container, '--', ...command]);

      for (const [name, value] of Object.entries(settings))
        expect([name, await sql(namespace, leader, `show ${name}`)]).toEqual([name, value]);
      expect(await sql(namespace, leader, 'select sync_state from pg_stat_replication')).toBe('sync');
      const dcs = JSON.parse(
        (
          await getObject<{ metadata: { annotations: { config: string } } }>(
            namespace,
            'configmap',
            'db-patroni-config',
          )
        ).metadata.annotations.config,
      ) as object;
      expect(dcs).toMatchObject({
        ttl: 40,
        loop_wait: 5,
        retry_timeout: 15,
        maximum_lag_on_failover: 2097152,
        failsafe_mode: false,
        synchronous_mode: true,
        synchronous_mode_strict: true,
        synchronous_node_count: 1,
      });
      const lines = (await logOf(namespace, member)).split('\n');
      const json = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as object);
      expect(json).toContainEqual(expect.objectContaining({ levelname: 'DEBUG' }));

      expect(await inside('patroni', 'printenv', 'TZ', 'MORE')).toBe('Europe/Berlin\nfrom elsewhere');
      const shm = await inside('patroni', 'df', '--output=size', '--block-size=1M', '/dev/shm');
      expect(shm.split('\n').at(-1)?.trim()).toBe('96');
      const served = [
        'python3',
        '-c',
        'import urllib.request as u; print(u.urlopen("http://127.0.0.1:9187").read())',
      ];
      expect(await inside('beside', ...served)).toContain('first');

      const { metadata, spec } = await getObject<Pod>(namespace, 'pod', member);
      expect(metadata.labels).toMatchObject({ team: 'orders', monitoring: 'postgres' });
      expect(metadata.annotations['example.com/note']).toBe('{{ "quoted" }} $HOME');
      expect(spec).toMatchObject({
        serviceAccountName: 'own-account',
        priorityClassName: 'system-cluster-critical',
        terminationGracePeriodSeconds: 30,
        nodeSelector: { 'kubernetes.io/os': 'linux' },
      });
      expect(spec.tolerations.map(({ key }) => key)).toContain('databases');
      expect([spec.affinity, spec.topologySpreadConstraints]).toEqual([undefined, undefined]);

      const service = await getObject<{ spec: object }>(namespace, 'service', 'db-patroni');
      expect(service.spec).toMatchObject({
        type: 'NodePort',
        externalTrafficPolicy: 'Local',
        ports: [{ nodePort: 31532 }],
      });
      const claim = await getObject<{ metadata: object }>(namespace, 'pvc', 'data-db-patroni-0');
      expect(claim.metadata).toMatchObject({
        labels: { backup: 'daily' },
        annotations: { 'example.com/owner': 'orders' },
      });

      // The second look rolls nothing: nothing of the values differs from render to render.
      expect((await release.upgrade({}, '--values', file)).exitCode).toBe(0);
      await onRevision(release);

      expect((await release.command('uninstall', 'db', '--wait')).exitCode).toBe(0);
      await until(
        'the claims are gone with the release',
        async () => {
          const left = await kubectl([...inIt, 'get', 'pvc', '--output', 'name']);
          return left === '' ? true : undefined;
        },
        120,
      );
    }),
  6 * minutes,
);
