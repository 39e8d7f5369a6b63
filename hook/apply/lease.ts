/** The Lease that lets one apply work at a time and keeps its last word; the chart renders it, so nothing is created here. */
import { PatchStrategy, setHeaderOptions, type V1Lease, type V1MicroTime } from '@kubernetes/client-node';
import type { Cluster } from '../kube/cluster.ts';
import type { Deadline } from '../kube/deadline.ts';
import { isKubeError } from '../kube/errors.ts';
import { formatResult, progressAnnotation, resultAnnotation } from '../observe/apply-state.ts';
import type { ApplyResult } from '../observe/observation.ts';

const durationSeconds = 30;
const renewMs = 10_000;

export interface LeaseAt {
  cluster: Cluster;
  namespace: string;
  /** Name of the Lease. */
  name: string;
  /** The Job that holds it. */
  holder: string;
}

/** Whose it is, if it is somebody else's and has not run out. */
export interface Taken {
  by: string;
}

export class ApplyLease {
  readonly #at: LeaseAt;
  #renewing: NodeJS.Timeout | undefined;

  constructor(at: LeaseAt) {
    this.#at = at;
  }

  /** Takes it, or says who has it. The write names the version that was read, so two cannot both take it. */
  async take(deadline: Deadline): Promise<Taken | null> {
    const lease = await this.#read(deadline);
    const taken = takenBy(lease, this.#at.holder);
    if (taken !== null) return taken;
    const spec = {
      holderIdentity: this.#at.holder,
      leaseDurationSeconds: durationSeconds,
      acquireTime: now(),
      renewTime: now(),
    };
    const { resourceVersion = '' } = lease.metadata ?? {};
    try {
      await this.#patch({ metadata: { resourceVersion }, spec }, deadline);
    } catch (error) {
      if (isKubeError(error, 'conflict')) return { by: 'another apply, just now' };
      throw error;
    }
    this.#renewing = setInterval(() => void this.#renew(deadline), renewMs);
    return null;
  }

  /** What apply does now, for whoever looks meanwhile. */
  async progress(sentence: string, deadline: Deadline): Promise<void> {
    await this.#patch({ metadata: { annotations: { [progressAnnotation]: sentence } } }, deadline).catch(
      () => undefined,
    );
  }

  /** Lets go and leaves the last word. */
  async release(result: ApplyResult, deadline: Deadline): Promise<void> {
    clearInterval(this.#renewing);
    const annotations = { [progressAnnotation]: null, [resultAnnotation]: formatResult(result) };
    await this.#patch(
      { metadata: { annotations }, spec: { holderIdentity: null, renewTime: null } },
      deadline,
    );
  }

  async #renew(deadline: Deadline): Promise<void> {
    // A renewal that fails is tried again at the next turn; three may fail before another may take the Lease.
    await this.#patch({ spec: { renewTime: now() } }, deadline.within(renewMs)).catch(() => undefined);
  }

  async #read(deadline: Deadline): Promise<V1Lease> {
    const { cluster, namespace, name } = this.#at;
    return cluster.call(`read Lease ${namespace}/${name}`, deadline, (options) =>
      cluster.coordination.readNamespacedLease({ namespace, name }, options),
    );
  }

  async #patch(body: object, deadline: Deadline): Promise<void> {
    const { cluster, namespace, name } = this.#at;
    await cluster.call(`write Lease ${namespace}/${name}`, deadline, (options) =>
      cluster.coordination.patchNamespacedLease({ namespace, name, body }, mergePatch(options)),
    );
  }
}

/** The client sends what a patch is in a header. */
export function mergePatch<T extends object>(options: T): T {
  return setHeaderOptions('Content-Type', PatchStrategy.MergePatch, options) as T;
}

function now(): V1MicroTime {
  return new Date().toISOString().replace('Z', '000Z') as unknown as V1MicroTime;
}

function takenBy({ spec }: V1Lease, holder: string): Taken | null {
  const by = spec?.holderIdentity ?? '';
  if (by === '' || by === holder) return null;
  const renewed = spec?.renewTime === undefined ? 0 : new Date(spec.renewTime).getTime();
  return Date.now() - renewed > durationSeconds * 1000 ? null : { by };
}
