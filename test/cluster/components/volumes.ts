/**
 * A provisioner of `local` volumes, because the controller manager's own host-path one makes folders that a non-root
 * Postgres cannot write, and those that others ship need helper pods of images that no package registry has. One
 * folder is made per pending claim and removed with its released volume. Run as a program it is that provisioner.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  KubeConfig,
  CoreV1Api,
  makeInformer,
  type V1PersistentVolume,
  type V1PersistentVolumeClaim,
} from '@kubernetes/client-node';
import { firstNode, state } from '../config.ts';
import { startDaemon, type Daemon } from '../daemon.ts';
import { pki } from '../pki.ts';
import type { Sandbox } from '../sandbox.ts';

const provisioner = 'patroni-istio.test/local';
const folder = join(state, 'volumes');

export const storageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner,
  volumeBindingMode: 'WaitForFirstConsumer',
  reclaimPolicy: 'Delete',
};

export function volumes(sandbox: Sandbox): Daemon {
  return startDaemon(sandbox, 'volumes', [process.execPath, import.meta.filename], firstNode.name);
}

/** A claim of ours that the scheduler has given a node, and what a volume for it needs to know. */
interface Request {
  node: string;
  owner: { namespace: string; name: string; uid: string };
  size: string;
  accessModes: string[];
}

/** The node that the scheduler has given a claim of ours that waits for its volume. */
function awaitedOn({ metadata, spec, status }: V1PersistentVolumeClaim): string | undefined {
  const annotations = metadata?.annotations ?? {};
  const isOurs = annotations['volume.kubernetes.io/storage-provisioner'] === provisioner;
  const isPending = status?.phase === 'Pending' && !spec?.volumeName;
  return isOurs && isPending ? annotations['volume.kubernetes.io/selected-node'] : undefined;
}

/** Reads a claim; undefined where it is not ours or has no node yet. */
function requestOf(claim: V1PersistentVolumeClaim): Request | undefined {
  const node = awaitedOn(claim);
  if (node === undefined) return undefined;
  const { accessModes = ['ReadWriteOnce'], resources } = claim.spec ?? {};
  const size = resources?.requests?.['storage'] ?? '1Gi';
  return { node, owner: ownerOf(claim), size, accessModes };
}

function ownerOf({ metadata }: V1PersistentVolumeClaim): Request['owner'] {
  const { namespace = '', name = '', uid = '' } = metadata ?? {};
  return { namespace, name, uid };
}

function volumeFor(request: Request): V1PersistentVolume {
  const name = `local-${request.owner.uid}`;
  const onNode = { key: 'kubernetes.io/hostname', operator: 'In', values: [request.node] };
  return {
    metadata: { name, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
    spec: {
      capacity: { storage: request.size },
      accessModes: request.accessModes,
      storageClassName: storageClass.metadata.name,
      persistentVolumeReclaimPolicy: 'Delete',
      local: { path: join(folder, name) },
      claimRef: request.owner,
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [onNode] }] } },
    },
  };
}

async function provision(api: CoreV1Api, claim: V1PersistentVolumeClaim): Promise<void> {
  const request = requestOf(claim);
  if (!request) return;
  const volume = volumeFor(request);
  mkdirSync(volume.spec?.local?.path ?? '', { recursive: true, mode: 0o755 });
  await api.createPersistentVolume({ body: volume }).catch((error: unknown) => {
    if ((error as { code?: number }).code !== 409) throw error;
  });
  console.log(`provisioned ${volume.metadata?.name ?? ''}`);
}

function isReleased(volume: V1PersistentVolume): boolean {
  const isOurs = volume.metadata?.annotations?.['pv.kubernetes.io/provisioned-by'] === provisioner;
  return (
    isOurs && volume.status?.phase === 'Released' && volume.spec?.persistentVolumeReclaimPolicy === 'Delete'
  );
}

async function reclaim(api: CoreV1Api, volume: V1PersistentVolume): Promise<void> {
  if (!isReleased(volume)) return;
  const name = volume.metadata?.name ?? '';
  rmSync(volume.spec?.local?.path ?? '', { recursive: true, force: true });
  await api.deletePersistentVolume({ name });
  console.log(`removed ${name}`);
}

/** Follows one kind for ever; a closed or failed watch is opened again after a second. */
function follow<T extends V1PersistentVolume | V1PersistentVolumeClaim>(
  config: KubeConfig,
  path: string,
  source: { list: () => Promise<{ items: T[] }>; handle: (object: T) => Promise<void> },
): void {
  const informer = makeInformer(config, path, source.list);
  const handle = (object: T): void =>
    void source.handle(object).catch((error: unknown) => console.error(error));
  informer.on('add', handle);
  informer.on('update', handle);
  informer.on('error', () => setTimeout(() => void informer.start(), 1000));
  void informer.start();
}

function main(): void {
  const config = new KubeConfig();
  config.loadFromFile(pki('volumes.kubeconfig'));
  const api = config.makeApiClient(CoreV1Api);
  follow<V1PersistentVolumeClaim>(config, '/api/v1/persistentvolumeclaims', {
    list: () => api.listPersistentVolumeClaimForAllNamespaces(),
    handle: (claim) => provision(api, claim),
  });
  follow<V1PersistentVolume>(config, '/api/v1/persistentvolumes', {
    list: () => api.listPersistentVolume(),
    handle: (volume) => reclaim(api, volume),
  });
}

if (import.meta.main) main();
