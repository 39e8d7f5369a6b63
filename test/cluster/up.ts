/** The plan of a cluster, from nothing to a ready mesh. Each line is a component; its file says how. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { apiServer, apiServerReady } from './components/api-server.ts';
import { containerd, importImages } from './components/containerd.ts';
import { controllerManager, scheduler } from './components/controllers.ts';
import { coredns } from './components/coredns.ts';
import { etcd } from './components/etcd.ts';
import { kubeProxy } from './components/kube-proxy.ts';
import { kubelet } from './components/kubelet.ts';
import { loopback } from './components/loopback.ts';
import { installMesh, meshReady } from './components/mesh.ts';
import { storageClass, volumes } from './components/volumes.ts';
import { cluster, firstNode, locks, state, type Node } from './config.ts';
import { until, type Daemon } from './daemon.ts';
import { fetchDistributionPrograms } from './distribution.ts';
import { buildImages, type Image } from './images/index.ts';
import { makeIstioSchemas } from './istio-schemas.ts';
import { kubectl } from './kubectl.ts';
import { withLock } from './lock.ts';
import { prepareMachine } from './machine.ts';
import { makeNetwork } from './network.ts';
import { makeIdentities, makeNodeIdentity, writeKubeconfig } from './pki.ts';
import { fetchPythonPackages } from './python.ts';
import { createSandbox, destroySandbox, findSandbox, type Sandbox } from './sandbox.ts';
import { cloneSeed } from './seed.ts';
import { step } from './steps.ts';
import { buildTools, linkUserTools } from './tools.ts';

/** Only a cluster that came up whole has this file: the archives of the images that it has, a line each. */
const complete = `${state}/complete`;

const archivesOf = (images: Image[]): string[] => images.map(({ archive }) => archive);

/** True where the cluster runs and had come up whole. */
export const isUp = (): boolean => existsSync(complete) && findSandbox() !== undefined;

/** Tools and images, built or from the cache. */
async function prepare(): Promise<Image[]> {
  await prepareMachine();
  await fetchDistributionPrograms();
  await buildTools();
  await fetchPythonPackages();
  await makeIstioSchemas();
  return buildImages();
}

async function controlPlane(sandbox: Sandbox): Promise<void> {
  etcd(sandbox);
  const api = apiServer(sandbox);
  const port = await loopback(sandbox);
  writeKubeconfig(cluster.kubeconfig, 'admin', `https://127.0.0.1:${port}`);
  await apiServerReady(api);
  controllerManager(sandbox);
  scheduler(sandbox);
  coredns(sandbox);
  volumes(sandbox);
}

/** A node with its container runtime, up to where kubelet can register it. */
async function nodeRuntime(sandbox: Sandbox, node: Node, images: Image[]): Promise<void> {
  await makeNodeIdentity(node);
  await cloneSeed(sandbox, node, archivesOf(images.filter(({ stable }) => stable)));
  await containerd(sandbox, node);
  await importImages(sandbox, node, archivesOf(images.filter(({ stable }) => !stable)));
}

async function nodeReady(node: Node, daemon: Daemon): Promise<void> {
  await until({ what: `the readiness of ${node.name}`, daemon }, async () => {
    const condition = '{.status.conditions[?(@.type=="Ready")].status}';
    return (await kubectl(['get', 'node', node.name, '--output', `jsonpath=${condition}`])) === 'True';
  });
}

/** RBAC for kube-proxy, and the storage class; what a distribution's installer would do. */
async function clusterObjects(): Promise<void> {
  const proxy = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'kube-proxy' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:node-proxier' },
    subjects: [{ kind: 'User', name: 'system:kube-proxy' }],
  };
  await kubectl(
    ['apply', '--filename', '-'],
    [proxy, storageClass].map((object) => stringify(object)).join('---\n'),
  );
}

async function start(images: Image[]): Promise<void> {
  const sandbox = await step('make the namespaces', async () => {
    await destroySandbox();
    mkdirSync(state, { recursive: true, mode: 0o700 });
    return createSandbox();
  });
  linkUserTools();
  await makeNetwork(sandbox, firstNode);
  await makeIdentities();
  await Promise.all([
    step('start the control plane', () => controlPlane(sandbox)),
    step('start containerd with its images', () => nodeRuntime(sandbox, firstNode, images)),
  ]);
  const agent = kubelet(sandbox, firstNode);
  kubeProxy(sandbox, firstNode);
  await Promise.all([
    step('install Istio', () => installMesh(`${import.meta.dirname}/components/strict-mtls.yaml`)),
    step('wait for the node', () => clusterObjects().then(() => nodeReady(firstNode, agent))),
  ]);
  await step('wait for the mesh', () => meshReady(agent));
  writeFileSync(complete, archivesOf(images).join('\n'));
}

/** Images that have changed since the cluster came up, or since the last time. */
async function load(sandbox: Sandbox, images: Image[]): Promise<void> {
  const there = readFileSync(complete, 'utf8').split('\n');
  const changed = archivesOf(images).filter((archive) => !there.includes(archive));
  await importImages(sandbox, firstNode, changed);
  writeFileSync(complete, archivesOf(images).join('\n'));
}

/** Brings the cluster up; one that runs only gets the images that changed since. */
export async function up(): Promise<void> {
  const images = await prepare();
  await withLock(`${locks}.up`, async () => {
    const sandbox = isUp() ? findSandbox() : undefined;
    if (!sandbox) return step('bring the cluster up', () => start(images));
    linkUserTools();
    await step('load the images', () => load(sandbox, images));
  });
}
