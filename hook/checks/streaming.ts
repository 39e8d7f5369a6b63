import { type Finding, finding } from '../findings.ts';
import type { Member, Observation } from '../observe/observation.ts';
import { primaryOf } from '../observe/rounds.ts';
import type { Check } from './check.ts';
import { postgresIsKnown } from './known.ts';
import { refusal } from './refusals.ts';
import { isFrom, type Replica, replicasOf, streamInWords } from './replica.ts';
import { postgresOf, said } from './view.ts';

const connection =
  /could not (connect|receive|send|start WAL)|replication terminated|invalid length of startup|could not translate host/;

type Decider = (observation: Observation, primary: Member, replica: Replica) => Finding | null;

const fromAnother: Decider = (observation, _primary, { member: { name: member }, receiver, upstream }) => {
  if (receiver?.status !== 'streaming' || isFrom(observation, upstream, receiver.senderHost)) return null;
  const { namespace, name: scope } = observation;
  return finding('PHA0410', { member, upstream, has: receiver.senderHost, namespace, scope });
};

const notStreaming: Decider = (observation, _primary, replica) => {
  const { member, receiver, sender, upstream } = replica;
  if (receiver?.status === 'streaming' && sender?.state === 'streaming') return null;
  const seen = [...streamInWords(replica), ...said(member, connection, 2)];
  return (
    refusal(observation, member, upstream) ?? finding('PHA0402', { member: member.name, upstream }, seen)
  );
};

const onAnotherTimeline: Decider = (
  { namespace, name: scope },
  primary,
  { member: { name: member }, receiver, upstream },
) => {
  const has = receiver?.timeline ?? 0;
  const wanted = postgresOf(primary)?.timeline ?? has;
  if (has === wanted) return null;
  const seen = `it receives timeline ${has} from ${upstream}, ${primary.name} writes timeline ${wanted}`;
  return finding('PHA0403', { member, has, wanted, namespace, scope }, [seen]);
};

const deciders = [fromAnother, notStreaming, onAnotherTimeline];

export const streaming: Check = {
  title: 'every replica is streaming',
  codes: ['PHA0401', 'PHA0402', 'PHA0405', 'PHA0403', 'PHA0410'],
  known: postgresIsKnown,
  judge: (observation) => {
    const primary = primaryOf(observation);
    if (primary === null) return [];
    return replicasOf(observation, primary).flatMap((replica) => {
      const found = deciders.map((decide) => decide(observation, primary, replica));
      return found.find((one) => one !== null) ?? [];
    });
  },
  note: ({ members: { length } }) =>
    length === 1 ? 'one member, so there is nothing to stream' : `${length - 1} of ${length - 1}`,
};
