/** What Envoy's dump says about 5432; the chains are those that istiod made on a live mesh. */
import { expect, test } from '@jest/globals';
import { toTraffic } from '../../hook/observe/traffic.ts';

const tls = { name: 'envoy.transport_sockets.tls' };
const chain = (port: number, transport?: string, socket?: object) => ({
  filter_chain_match: {
    destination_port: port,
    ...(transport === undefined ? {} : { transport_protocol: transport }),
  },
  ...(socket === undefined ? {} : { transport_socket: tls }),
});
const catchAll = { filter_chain_match: { transport_protocol: 'tls' }, transport_socket: tls };

const listeners = (...chains: object[]) => ({
  configs: [
    {
      active_state: {
        last_updated: '2026-11-26T08:26:04.993Z',
        listener: { filter_chains: [catchAll, ...chains] },
      },
    },
  ],
});
const clusters = (cluster: object) => ({ configs: [{ last_updated: '2026-11-26T08:26:05.100Z', cluster }] });
const ruled = {
  metadata: {
    filter_metadata: {
      istio: { config: '/apis/networking.istio.io/v1/namespaces/prod/destination-rule/db-patroni-members' },
    },
  },
};

test.each([
  ['STRICT', [chain(5432, 'tls', tls)]],
  ['PERMISSIVE', [chain(5432, 'tls', tls), chain(5432, 'tls'), chain(5432, 'raw_buffer')]],
  ['DISABLE', [chain(5432)]],
  ['', [chain(8008, 'tls', tls)]],
])('inbound %s', (mode, chains) => {
  const seen = toTraffic(listeners(...chains), {});
  expect(seen.inbound).toBe(mode);
  expect(seen.restApi).toBe(mode === '' ? 'STRICT' : '');
});

test('outbound is mTLS where the cluster has a TLS socket, and the rule that decided it is named', () => {
  expect(toTraffic(listeners(), clusters({ transport_socket: tls, ...ruled }))).toMatchObject({
    outbound: 'mTLS',
    rule: 'db-patroni-members',
    changedAt: '2026-11-26T08:26:05.100Z',
  });
  expect(toTraffic(listeners(), clusters({}))).toMatchObject({ outbound: 'plaintext', rule: '' });
});

test('a proxy that does not know the port, and one that has no configuration yet', () => {
  expect(toTraffic(listeners(), {})).toMatchObject({ outbound: '', changedAt: '2026-11-26T08:26:04.993Z' });
  expect(toTraffic({}, {})).toEqual({ inbound: '', restApi: '', outbound: '', rule: '', changedAt: '' });
});
