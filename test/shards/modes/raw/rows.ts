/**
 * The truth table: what each row is, and what is expected of it. Rows a, b and f are fresh installs; the others are those with what
 * is added to them while they run: d to a, c and e to b, g and then h and h' to f, and m rolls b.
 */

/** What works. */
export interface Works {
  /** Replication by pod IP, and the client address that Postgres sees. */
  P1: string;
  /** An app with a sidecar to the primary Service. */
  P2: string;
  /** The same app to the primary's headless name. */
  P3: string;
  /** An app without a sidecar to the Service, and to the headless name. */
  P4: string;
  /** Patroni's REST port of the primary from the app with a sidecar, by the headless name. */
  R: string;
}

/** Which way P1 took, and what the first bytes on the wire were for each path. */
export interface Way {
  /** What the replica's proxy counted for it. */
  leaves: string;
  /** What the primary's proxy counted for it. */
  enters: string;
  /** What the primary's Postgres says that it got. */
  got: string;
  /** What the replica says of its last try. */
  said: string;
  /** `TLS` or `clear`, path by path. */
  wire: string;
}

/** What the proxies were told; a row is measured when they all have taken it. */
export interface Told {
  /** The primary's, for its own 5432. */
  inbound: string;
  /** The replicas' and the app's, for 5432 of the headless Service. */
  headless: string;
  /** The app's, for 5432 of the primary Service. */
  service: string;
  /** The app's, for 8008 of the headless Service. */
  rest: string;
}

export interface Row extends Works, Way {
  row: string;
  what: string;
  told: Told;
}

const loopback = '127.0.0.6';
const own = 'pod IP';
const mtls: Told = { inbound: 'TLS', headless: 'TLS', service: 'TLS', rest: 'TLS' };
const nameless = { headless: '-', rest: '-' };
const proxied = {
  leaves: 'db-members',
  enters: '5432',
  got: 'its own protocol',
  said: '-',
};
const around = { ...proxied, leaves: 'not counted', enters: 'not counted' };

export const rows: Row[] = [
  {
    ...{ row: 'a', what: 'no headless Service declares 5432' },
    told: { ...mtls, ...nameless },
    ...{ P1: 'no stream', P2: loopback, P3: '-', P4: 'fails', R: '-' },
    ...{ leaves: 'PassthroughCluster', enters: 'no chain takes it', got: 'nothing' },
    said: 'closed without an answer',
    wire: 'P1 clear, P2 TLS, P4 clear',
  },
  {
    ...{ row: 'b', what: 'headless Service with tcp- 5432 and 8008; nothing else' },
    told: mtls,
    ...{ P1: `streams from ${loopback}`, P2: loopback, P3: loopback, P4: 'fails', R: '200' },
    ...proxied,
    wire: 'P1 TLS, P2 TLS, P3 TLS, P4 clear',
  },
  {
    ...{ row: 'c', what: 'b + PeerAuthentication STRICT with 5432 DISABLE' },
    told: { ...mtls, inbound: 'clear', service: 'clear' },
    ...{ P1: 'no stream', P2: loopback, P3: 'fails', P4: loopback, R: '200' },
    ...{ ...proxied, got: 'TLS', said: 'closed without an answer' },
    wire: 'P1 TLS, P2 clear, P3 TLS, P4 clear',
  },
  {
    ...{ row: 'd', what: 'a + PeerAuthentication 5432 DISABLE' },
    told: { ...nameless, inbound: 'clear', service: 'clear' },
    ...{ P1: `streams from ${loopback}`, P2: loopback, P3: '-', P4: loopback, R: '-' },
    ...{ ...proxied, leaves: 'PassthroughCluster' },
    wire: 'P1 clear, P2 clear, P4 clear',
  },
  {
    ...{ row: 'e', what: 'b + PeerAuthentication 5432 PERMISSIVE' },
    told: { ...mtls, inbound: 'TLS and clear' },
    ...{ P1: `streams from ${loopback}`, P2: loopback, P3: loopback, P4: loopback, R: '200' },
    ...proxied,
    wire: 'P1 TLS, P2 TLS, P3 TLS, P4 clear',
  },
  {
    ...{ row: 'f', what: 'b + both exclude annotations' },
    told: mtls,
    ...{ P1: `streams from ${own}`, P2: 'fails', P3: 'fails', P4: own, R: '200' },
    ...around,
    wire: 'P1 clear, P2 TLS, P3 TLS, P4 clear',
  },
  {
    ...{ row: 'g', what: 'f + PeerAuthentication 5432 DISABLE' },
    told: { ...mtls, inbound: 'clear', service: 'clear' },
    ...{ P1: `streams from ${own}`, P2: own, P3: 'fails', P4: own, R: '200' },
    ...around,
    wire: 'P1 clear, P2 clear, P3 TLS, P4 clear',
  },
  {
    ...{ row: 'h', what: 'g + DestinationRule: 5432 DISABLE on the headless host' },
    told: { inbound: 'clear', headless: 'clear', service: 'clear', rest: 'TLS' },
    ...{ P1: `streams from ${own}`, P2: own, P3: own, P4: own, R: '200' },
    ...around,
    wire: 'P1 clear, P2 clear, P3 clear, P4 clear',
  },
  {
    ...{ row: "h'", what: 'g + DestinationRule: whole headless host DISABLE' },
    told: { inbound: 'clear', headless: 'clear', service: 'clear', rest: 'clear' },
    ...{ P1: `streams from ${own}`, P2: own, P3: own, P4: own, R: 'reset' },
    ...around,
    wire: 'P1 clear, P2 clear, P3 clear, P4 clear',
  },
  {
    ...{
      row: 'm',
      what: 'a running b rolled to f by RollingUpdate, a minute after its first replica came back',
    },
    told: mtls,
    P1: `stuck at the first replica (other: streams from ${loopback}; rolled: no stream)`,
    ...{ P2: loopback, P3: loopback, P4: 'fails', R: '200' },
    leaves: 'other: db-members; rolled: not counted',
    enters: '5432, no chain takes it',
    got: 'its own protocol',
    said: 'other: -; rolled: closed without an answer',
    wire: 'P1 other: TLS; rolled: clear, P2 TLS, P3 TLS, P4 clear',
  },
];

export function rowOf(name: string): Row {
  const row = rows.find(({ row }) => row === name);
  if (row === undefined) throw new Error(`there is no row ${name}`);
  return row;
}
