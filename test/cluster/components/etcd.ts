/** The store of the API server; its data is thrown away at `down`, so it need not be synced to disk. */
import { join } from 'node:path';
import { firstNode, state } from '../config.ts';
import { startDaemon, type Daemon } from '../daemon.ts';
import { distributionProgram } from '../distribution.ts';
import type { Sandbox } from '../sandbox.ts';

export function etcd(sandbox: Sandbox): Daemon {
  const peers = 'http://127.0.0.1:2380';
  const clients = 'http://127.0.0.1:2379';
  return startDaemon(
    sandbox,
    'etcd',
    [
      distributionProgram('etcd'),
      `--data-dir=${join(state, 'etcd')}`,
      `--listen-client-urls=${clients}`,
      `--advertise-client-urls=${clients}`,
      `--listen-peer-urls=${peers}`,
      `--initial-advertise-peer-urls=${peers}`,
      `--initial-cluster=default=${peers}`,
      '--unsafe-no-fsync=true',
    ],
    firstNode.name,
  );
}
