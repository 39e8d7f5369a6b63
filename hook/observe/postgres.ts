import { randomUUID } from 'node:crypto';
import { type Session, withPostgres } from '../kube/postgres.ts';
import { look } from './look.ts';
import type { Looked } from './looked.ts';
import { reached } from './lsn.ts';
import type { Probe } from './probe.ts';
import type { PostgresSeen, ReceiverSeen, SenderSeen, SlotSeen } from './seen-member.ts';
import * as sql from './sql.ts';
import type { Look } from './target.ts';

/** How long a look waits for the message to arrive; a slower replica is seen by the next look. */
const arrivalMs = 2_000;
const pauseMs = 50;

/** Names of the parameters that a pod asks for, as the chart writes them on it. */
const parametersAnnotation = 'patroni-istio/parameters';

export async function readPostgres(
  at: Look,
  { name: pod, annotations }: { name: string; annotations: Record<string, string> },
  probe: Probe,
): Promise<Looked<PostgresSeen>> {
  const asked = (annotations[parametersAnnotation] ?? '').split(',').filter((name) => name !== '');
  const { cluster, namespace, login, deadline } = at;
  let reported = false;
  const report = (lsn: string | null) => {
    if (!reported) probe.report(lsn);
    reported = true;
  };
  try {
    if ('unseen' in login) return login;
    const to = { namespace, pod, port: 5432 };
    return await look(`ask Postgres of Pod ${namespace}/${pod}`, () =>
      withPostgres(cluster, { to, login: login.seen, deadline }, (session) =>
        ask(at, session, { probe, report, asked }),
      ),
    );
  } finally {
    report(null);
  }
}

interface Meeting {
  probe: Probe;
  report: (lsn: string | null) => void;
  /** Names of parameters. */
  asked: string[];
}

type State = Omit<PostgresSeen, 'probeLsn' | 'senders' | 'slots' | 'receiver' | 'upstream' | 'leftOut'> & {
  upstreamHost: string;
  upstreamSlot: string;
};

async function ask(at: Look, session: Session, { probe, report, asked }: Meeting): Promise<PostgresSeen> {
  const [row] = await session.query<State>(sql.state);
  if (row === undefined) throw new Error('Postgres answered without a row');
  const { upstreamHost, upstreamSlot, ...state } = row;
  const probeLsn = state.inRecovery ? null : await emit(session, state.version);
  report(probeLsn);
  const mark = probeLsn ?? (await probe.emitted());
  const lsn = mark !== null && state.inRecovery ? await replayedTo(at, session, mark) : state.lsn;
  const senders = await sendersAt(at, session, mark);
  const slots = await session.query<SlotSeen>(sql.slots);
  const [receiver = null] = await session.query<ReceiverSeen>(sql.receiver);
  const leftOut = await session.query<{ name: string }>(sql.leftOut, [asked]);
  return {
    ...state,
    lsn,
    probeLsn,
    senders,
    slots,
    receiver,
    upstream: { host: upstreamHost, slot: upstreamSlot },
    leftOut: leftOut.map(({ name }) => name),
  };
}

async function emit(session: Session, version: number): Promise<string | null> {
  await session.query('SET synchronous_commit = local');
  const [row] = await session.query<{ lsn: string }>(sql.emit(version), [randomUUID()]);
  return row?.lsn ?? null;
}

async function replayedTo(at: Look, session: Session, mark: string): Promise<string> {
  const read = async () => (await session.query<{ lsn: string }>(sql.replayed))[0]?.lsn ?? '';
  return until(at, read, (lsn) => reached(lsn, mark));
}

/** Nobody waits for a member that has no stream, nor for a `pg_basebackup`. */
async function sendersAt(at: Look, session: Session, mark: string | null): Promise<SenderSeen[]> {
  const read = () => session.query<SenderSeen>(sql.senders);
  const arrived = (rows: SenderSeen[]) =>
    mark === null || rows.every(({ state, flushLsn }) => state !== 'streaming' || reached(flushLsn, mark));
  return until(at, read, arrived);
}

async function until<T>(at: Look, read: () => Promise<T>, enough: (value: T) => boolean): Promise<T> {
  const patience = at.deadline.within(arrivalMs);
  for (;;) {
    const value = await read();
    if (enough(value) || patience.over) return value;
    await patience.sleep(pauseMs);
  }
}
