/** Certificates and kubeconfigs. Every component has its own identity, as RBAC and the audit log need. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { stringify } from 'yaml';
import { cluster, firstNode, state, type Node } from './config.ts';

const folder = join(state, 'pki');
const days = '365';

export const pki = (file: string): string => join(folder, file);

async function openssl(...args: string[]): Promise<void> {
  await execa('openssl', args, { stdin: 'ignore' });
}

async function makeKey(name: string): Promise<void> {
  await openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', pki(`${name}.key`));
}

/** The certificate authority and the key that signs ServiceAccount tokens. */
export async function makeAuthority(): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await Promise.all([makeKey('ca'), makeKey('service-account')]);
  const extensions = [
    ['-addext', 'basicConstraints=critical,CA:TRUE'],
    ['-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'],
  ].flat();
  await openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    pki('ca.key'),
    '-days',
    days,
    '-subj',
    '/CN=kubernetes-ca',
    ...extensions,
    '-out',
    pki('ca.crt'),
  );
  await openssl('ec', '-in', pki('service-account.key'), '-pubout', '-out', pki('service-account.pub'));
}

/** A certificate for client and server use. `subject` is an OpenSSL subject such as `/O=system:nodes/CN=system:node:node1`. */
export async function makeCertificate(name: string, subject: string, names: string[] = []): Promise<void> {
  await makeKey(name);
  const alternative = names.length > 0 ? `subjectAltName=${names.join(',')}\n` : '';
  writeFileSync(
    pki(`${name}.ext`),
    `keyUsage=digitalSignature\nextendedKeyUsage=clientAuth,serverAuth\n${alternative}`,
  );
  await openssl('req', '-new', '-key', pki(`${name}.key`), '-subj', subject, '-out', pki(`${name}.csr`));
  const signing = [
    '-CA',
    pki('ca.crt'),
    '-CAkey',
    pki('ca.key'),
    '-CAserial',
    pki(`${name}.srl`),
    '-CAcreateserial',
  ];
  await openssl(
    'x509',
    '-req',
    '-in',
    pki(`${name}.csr`),
    ...signing,
    '-days',
    days,
    '-extfile',
    pki(`${name}.ext`),
    '-out',
    pki(`${name}.crt`),
  );
}

/** A kubeconfig whose user is the certificate of that name. */
export function writeKubeconfig(file: string, certificate: string, server: string): void {
  const document = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: cluster.marker, cluster: { server, 'certificate-authority': pki('ca.crt') } }],
    users: [
      {
        name: certificate,
        user: { 'client-certificate': pki(`${certificate}.crt`), 'client-key': pki(`${certificate}.key`) },
      },
    ],
    contexts: [{ name: cluster.marker, context: { cluster: cluster.marker, user: certificate } }],
    'current-context': cluster.marker,
  };
  writeFileSync(file, stringify(document), { mode: 0o600 });
}

const inClusterServer = `https://${firstNode.address}:6443`;

/** Certificate and kubeconfig of a component that talks to the API server from inside the sandbox. */
export async function makeIdentity(name: string, subject: string, names: string[] = []): Promise<void> {
  await makeCertificate(name, subject, names);
  writeKubeconfig(pki(`${name}.kubeconfig`), name, inClusterServer);
}

/** All identities of the control plane and of the person at the keyboard. */
export async function makeIdentities(): Promise<void> {
  await makeAuthority();
  const service = 'kubernetes.default.svc';
  const apiNames = ['localhost', 'kubernetes', 'kubernetes.default', service, `${service}.${cluster.domain}`]
    .map((name) => `DNS:${name}`)
    .concat([firstNode.address, '127.0.0.1', cluster.apiServiceAddress].map((address) => `IP:${address}`));
  await Promise.all([
    makeCertificate('kube-apiserver', '/CN=kube-apiserver', apiNames),
    makeCertificate('kubelet-client', '/O=system:masters/CN=kube-apiserver-kubelet-client'),
    makeIdentity('admin', '/O=system:masters/CN=admin'),
    makeIdentity('kube-controller-manager', '/CN=system:kube-controller-manager'),
    makeIdentity('kube-scheduler', '/CN=system:kube-scheduler'),
    makeIdentity('kube-proxy', '/CN=system:kube-proxy'),
    makeIdentity('coredns', '/O=system:masters/CN=coredns'),
    makeIdentity('volumes', '/O=system:masters/CN=volumes'),
  ]);
}

/** The identity of a node's kubelet, as the Node authorizer expects it. */
export async function makeNodeIdentity(node: Node): Promise<void> {
  await makeIdentity(`kubelet-${node.name}`, `/O=system:nodes/CN=system:node:${node.name}`, [
    `IP:${node.address}`,
    `DNS:${node.name}`,
  ]);
}
