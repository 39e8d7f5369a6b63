/** Refusals of postgres.*: initdb, parameters, pg_hba.conf, and the image that they are for. */
import type { Guard } from '../refusals.ts';

const parameters = (given: object) => ({ postgres: { parameters: given } });
const hba = (...pgHba: string[]) => ({ postgres: { pgHba } });

export const postgres: Guard[] = [
  {
    title: 'an option of initdb that Patroni or the chart sets',
    wrong: { postgres: { initdb: ['data-checksums', { waldir: '/tmp/wal' }] } },
    says: "postgres.initdb has waldir, which is not yours to set: WAL outside of the members' volumes is gone with the pod, and storage.wal gives it a volume of its own; remove it.",
    border: { postgres: { initdb: ['data-checksums', { 'wal-segsize': '64' }] } },
  },
  {
    title: 'an image of another PostgreSQL',
    wrong: { postgres: { major: 16 } },
    says: 'postgres.major is 16, but image.tag is "17-4.1.5", which is an image of PostgreSQL 17; set image.tag to an image of PostgreSQL 16, or postgres.major to 17.',
    border: { postgres: { major: 16 }, image: { tag: '16-4.1.5' } },
  },
  {
    title: 'a parameter of the chart in capitals',
    wrong: parameters({ MAX_CONNECTIONS: 500 }),
    says: 'postgres.parameters.MAX_CONNECTIONS is max_connections to PostgreSQL, which this chart knows in lower case alone; write it in lower case, and once.',
    border: parameters({ TimeZone: 'UTC', Work_Mem: '8MB' }),
  },
  {
    title: 'less than Patroni takes',
    wrong: parameters({ max_connections: 24 }),
    says: 'postgres.parameters.max_connections is 24, less than 25, which Patroni does not take and replaces by its own default; raise it, or remove it.',
    border: parameters({ max_connections: 25 }),
  },
  {
    title: 'WAL without what replicas need',
    wrong: parameters({ wal_level: 'minimal' }),
    says: 'postgres.parameters.wal_level is minimal, which has too little for replicas, so Patroni would take replica instead; set it to replica or logical, or remove it.',
    border: parameters({ wal_level: 'logical' }),
  },
  {
    title: 'a unit of Kubernetes',
    wrong: parameters({ shared_buffers: '2Gi' }),
    says: 'postgres.parameters.shared_buffers is "2Gi", in a unit that PostgreSQL does not know; write kB, MB, GB or TB, each 1024 of the one before, or ms, s, min, h or d for a time.',
    border: parameters({ shared_buffers: '2GB', 'mine.size': '2Gi', checkpoint_timeout: '15min' }),
  },
  {
    title: 'a line without a method',
    wrong: hba('host all all 10.0.0.0/8'),
    says: 'postgres.pgHba has "host all all 10.0.0.0/8", where PostgreSQL reads "" as the method and does not start; write the type, databases, users, but for local an address with its bits or mask (10.0.0.0/8) or all, and one of scram-sha-256, md5, password, reject, trust, cert, gss, ident, ldap, oauth, pam, radius.',
    border: hba('host all all 10.0.0.0/8 md5'),
  },
  {
    title: 'no line for the address that clients come from in a mesh',
    wrong: { istio: { mode: 'mtls' }, ...hba('host all all 10.0.0.0/8 scram-sha-256') },
    says: "postgres.pgHba lets in no client: with istio.mode mtls each comes through the member's proxy, and so from 127.0.0.6 (or ::6), which no host line of it has; write all, or 127.0.0.6/32 and ::6/128, as the address, and say by istio.authorizationPolicy or networkPolicy who may connect.",
    border: { istio: { mode: 'exclude' }, ...hba('host all all 10.0.0.0/8 scram-sha-256') },
  },
  {
    title: 'TLS in pg_hba.conf alone',
    wrong: hba('hostssl all all all scram-sha-256', 'hostnossl all all all reject'),
    says: 'postgres.pgHba has only hostssl lines for clients, which let in nobody while postgres.parameters.ssl is not on; set it there with ssl_cert_file and ssl_key_file, or write host.',
    border: { postgres: { parameters: { ssl: 'on' }, pgHba: ['hostssl all all all scram-sha-256'] } },
  },
];
