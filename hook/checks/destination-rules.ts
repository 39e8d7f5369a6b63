import { finding } from '../findings.ts';
import type { Observation, ServiceSeen } from '../observe/observation.ts';
import type { Check } from './check.ts';
import { restApi } from './rest-api.ts';
import { rulesFor, switchesOff, traffics } from './rules.ts';
import { replicas, statefulSet } from './view.ts';

export const destinationRules: Check = {
  title: 'nothing makes the members speak plaintext',
  codes: ['PHA0104', 'PHA0105', 'PHA0111'],
  known: ({ policies: asked, services }) => 'seen' in asked && 'seen' in services.members,
  judge: (observation) => {
    const { namespace } = observation;
    const mode = statefulSet(observation)?.mode ?? '';
    if (mode === 'exclude') return restApi(observation);
    if (!['mtls', 'permissive'].includes(mode)) return [];
    const unknown = unknownPort(observation);
    if (unknown.length > 0) return unknown;
    const off = rulesFor(observation).filter(({ rule }) => switchesOff(rule));
    const cuts = off.length > 0 && insistsOnTls(observation) && someoneIsCutOff(observation);
    if (!cuts) return restApi(observation);
    return off.map(({ rule, host }) =>
      finding(
        'PHA0104',
        { policy: `${namespace}/${rule.name}`, namespace, name: rule.name, host, port: 5432 },
        [`created ${rule.createdAt}`],
      ),
    );
  },
};

/** As their proxies have it; recordings from before they were asked know the mode alone. */
function insistsOnTls(observation: Observation): boolean {
  const seen = traffics(observation);
  return seen.length === 0 || seen.some(({ inbound }) => inbound === 'STRICT');
}

function someoneIsCutOff(observation: Observation): boolean {
  const streaming = replicas(observation).filter(({ postgres }) => postgres.receiver?.status === 'streaming');
  return streaming.length < observation.members.length - 1;
}

function unknownPort({ name, services, release, namespace }: Observation) {
  if ('unseen' in services.members) return [];
  const lack = lackOf(services.members.seen);
  return lack === '' ? [] : [finding('PHA0105', { service: `${name}-members`, lack, release, namespace })];
}

function lackOf(service: ServiceSeen | null): string {
  if (service === null) return 'is not there';
  if (service.clusterIp !== 'None') return 'is not headless';
  const port = service.ports.find((p) => p.targetPort === '5432' || p.targetPort === 'postgresql');
  if (port === undefined) return 'does not declare 5432';
  const isTcp = port.appProtocol === '' ? port.name.startsWith('tcp') : port.appProtocol === 'tcp';
  return isTcp ? '' : `declares 5432 as "${port.name}", which Istio does not take for TCP`;
}
