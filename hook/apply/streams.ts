/**
 * Streams that were opened before what is on their path changed prove nothing: a walreceiver keeps its connection whatever
 * policies, Services, passwords and pg_hba say since. So each revision opens those anew that its roll did not.
 */
import { askedOf } from '../checks/rules.ts';
import { podOf, statefulSet } from '../checks/view.ts';
import { seenIn } from '../observe/look.ts';
import type { Member, Observation, StreamSeen } from '../observe/observation.ts';
import type { Past, Step } from './plan.ts';
import { standingOf } from './standing.ts';

/** A stream that was opened anew has another key. */
const keyOf = ({ member, upstream, pid, startedAt }: StreamSeen): string =>
  [member, upstream, pid, startedAt].join(' ');

/** All that stand now, by key. */
export function streamsOf({ rounds }: Observation): Set<string> {
  return new Set((rounds.last?.streams ?? []).map(keyOf));
}

function allProven(observation: Observation): boolean {
  return observation.members.every((member) => standingOf(observation, member) === 'proven');
}

/** A commit waits for these; where there is one alone, nobody would be left to wait for. */
function isLastSynchronous({ dcs }: Observation, member: string): boolean {
  const names = (seenIn(dcs.sync)?.['sync_standby'] ?? '').split(',').filter((name) => name !== '');
  return names.length === 1 && names[0] === member;
}

/** One at a time, each proven before the next; only where all is well, because it costs the stream for some seconds. */
export function reopenStreams(observation: Observation, { stale }: Past): Step[] | null {
  if (!allProven(observation)) return null;
  const streams = observation.rounds.last?.streams ?? [];
  if (streams.length === 0) return null;
  if (stale === null) return [{ do: 'wait', because: 'the proxies have not settled yet', heals: true }];
  const old = streams.filter(
    (stream) => stale.has(keyOf(stream)) && !isLastSynchronous(observation, stream.member),
  );
  return old.length === 0 ? null : old.flatMap(stepsFor);
}

function stepsFor({ member, upstream, pid }: StreamSeen): Step[] {
  const because = 'its stream is older than what is on its path';
  return [
    { do: 'reopen', member, upstream, pid, because },
    { do: 'prove', member, because: 'it has to stream again' },
  ];
}

/** Whether the members' proxies have taken what the policies say now, as far as one look can show. */
function hasTaken(observation: Observation, { traffic, ...member }: Member): boolean {
  if (traffic === undefined || traffic === null) return true;
  const seen = seenIn(traffic);
  const pod = podOf(member);
  if (seen === null || pod === null) return false;
  const asked = askedOf(observation, pod);
  return asked === '' || asked === seen.inbound;
}

/** Longer nobody waits for a proxy that says otherwise than its policy: verify will say that. */
const longestMs = 30_000;

/**
 * Tells when nothing on the path of the streams has changed for a while: where no policy says what a proxy should have, that is
 * all that can be seen. istiod sends changes after 0.1 s of quiet (PILOT_DEBOUNCE_AFTER), one that goes on for 10 s excepted.
 */
export class Settling {
  readonly #quietMs: number;
  #state = '';
  #since = 0;
  #begun: number | undefined;

  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  isOver(observation: Observation, now: number): boolean {
    this.#begun ??= now;
    const { members } = observation;
    if (members.every(({ traffic }) => traffic === undefined || traffic === null)) return true;
    const state = JSON.stringify([
      statefulSet(observation)?.applyJob,
      members.map(({ traffic }) => seenIn(traffic ?? null)),
    ]);
    const isTaken = members.every((member) => hasTaken(observation, member));
    if (state !== this.#state || !isTaken) this.#since = now;
    this.#state = state;
    return (isTaken && now - this.#since >= this.#quietMs) || now - this.#begun >= longestMs;
  }
}
