/** The Lease that lets one apply work at a time and keeps its last word; the chart renders it, so nothing is created here. */
import type { V1Lease, V1MicroTime } from '@kubernetes/client-node';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';
import {
  formatResult,
  modeAnnotation,
  progressAnnotation,
  resultAnnotation,
} from '../observe/apply-state.ts';
import type { ApplyResult } from '../observe/observation.ts';
import { finalConflict, mergePatch } from './writes.ts';

const durationSeconds = 30;
const renewMs = 10_000;
/** A clock that is so far off lets no certificate through either. */
const longGoneMs = 600_000;

export interface LeaseAt {
  cluster: Cluster;
  namespace: string;
  /** Name of the Lease. */
  name: string;
  /** The Job that wants it. */
  holder: string;
}

/** What stays on the Lease. */
export interface LastWord {
  /** null where a signal ended it. */
  result: ApplyResult | null;
  /** `istio.mode` that every member was brought to; '' where they were not. */
  mode: string;
}

/** Whose it is, if it is somebody else's and has not run out. */
export interface Taken {
  by: string;
}

export class ApplyLease {
  readonly #at: LeaseAt;
  #renewing: NodeJS.Timeout | undefined;
  /** Somebody else's hold as first seen: clocks differ, so what counts is that it is not renewed while we look. */
  #watched = { hold: '', since: 0 };

  constructor(at: LeaseAt) {
    this.#at = at;
  }

  /** Takes it, or says who has it. The write names the version that was read, so two cannot both take it. */
  async take(deadline: Deadline): Promise<Taken | null> {
    const lease = await this.#read(deadline);
    const by = this.#heldBy(lease);
    if (by !== '') return { by };
    const times = { acquireTime: now(), renewTime: now() };
    const spec = { holderIdentity: this.#at.holder, leaseDurationSeconds: durationSeconds, ...times };
    if (!(await this.#patchAsRead(lease, { spec }, deadline))) return { by: 'another apply' };
    clearInterval(this.#renewing);
    this.#renewing = setInterval(() => void this.#renew(deadline), renewMs);
    this.#renewing.unref();
    return null;
  }

  /** What apply does now, for whoever looks meanwhile; nothing depends on it. */
  async progress(sentence: string, deadline: Deadline): Promise<void> {
    const body = { metadata: { annotations: { [progressAnnotation]: sentence } } };
    await this.#patch(body, deadline).catch(() => undefined);
  }

  /** Lets go, and leaves the last word. What another has taken over meanwhile stays as it is. */
  async release({ result, mode }: LastWord, deadline: Deadline): Promise<void> {
    clearInterval(this.#renewing);
    const annotations = {
      [progressAnnotation]: null,
      ...(result === null ? {} : { [resultAnnotation]: formatResult(result) }),
      ...(mode === '' ? {} : { [modeAnnotation]: mode }),
    };
    const spec = { holderIdentity: null, renewTime: null };
    for (;;) {
      const lease = await this.#read(deadline);
      if (lease.spec?.holderIdentity !== this.#at.holder) return;
      if (await this.#patchAsRead(lease, { metadata: { annotations }, spec }, deadline)) return;
    }
  }

  /** One that fails is tried again at the next turn; two may fail before another may take the Lease. */
  async #renew(deadline: Deadline): Promise<void> {
    const soon = deadline.within(renewMs);
    try {
      const lease = await this.#read(soon);
      const isOurs = lease.spec?.holderIdentity === this.#at.holder;
      if (isOurs) await this.#patchAsRead(lease, { spec: { renewTime: now() } }, soon);
      else clearInterval(this.#renewing);
    } catch {
      // The look before the next step sees who holds it.
    }
  }

  #heldBy({ spec }: V1Lease): string {
    const by = spec?.holderIdentity ?? '';
    if (by === '' || by === this.#at.holder) return '';
    const renewedAt = spec?.renewTime === undefined ? 0 : new Date(spec.renewTime).getTime();
    const hold = `${by} ${renewedAt}`;
    if (hold !== this.#watched.hold) this.#watched = { hold, since: Date.now() };
    const isOver = Date.now() - this.#watched.since > durationSeconds * 1000;
    return isOver || Date.now() - renewedAt > longGoneMs ? '' : by;
  }

  async #read(deadline: Deadline): Promise<V1Lease> {
    const { cluster, namespace, name } = this.#at;
    return cluster.call(`read Lease ${namespace}/${name}`, deadline, (options) =>
      cluster.coordination.readNamespacedLease({ namespace, name }, options),
    );
  }

  /** False when somebody else wrote meanwhile. */
  async #patchAsRead(lease: V1Lease, body: { metadata?: object; spec: object }, deadline: Deadline) {
    const { resourceVersion } = lease.metadata ?? {};
    try {
      await this.#patch({ ...body, metadata: { ...body.metadata, resourceVersion } }, deadline);
      return true;
    } catch (error) {
      if (isKubeError(error, 'conflict')) return false;
      throw error;
    }
  }

  async #patch(body: object, deadline: Deadline): Promise<void> {
    const { cluster, namespace, name } = this.#at;
    const what = `write Lease ${namespace}/${name}`;
    await cluster.call(what, deadline, (options) =>
      cluster.coordination
        .patchNamespacedLease({ namespace, name, body }, mergePatch(options))
        .catch((error: unknown) => finalConflict(error, what)),
    );
  }
}

function now(): V1MicroTime {
  return new Date().toISOString().replace('Z', '000Z') as unknown as V1MicroTime;
}
