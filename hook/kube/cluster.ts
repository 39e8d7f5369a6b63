import {
  AppsV1Api,
  BatchV1Api,
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  DiscoveryV1Api,
  Observable,
} from '@kubernetes/client-node';
import type {
  ConfigurationOptions,
  KubeConfig,
  ObservableMiddleware,
  RequestContext,
} from '@kubernetes/client-node';
import type { Deadline } from './deadline.ts';
import { KubeError, toKubeError } from './errors.ts';
import { withRetry } from './retry.ts';

/** What an API method takes as its second argument. */
export type CallOptions = ConfigurationOptions;

type Dispatcher = NonNullable<ReturnType<RequestContext['getDispatcher']>>;

/** The API server: typed clients, and `call`, the only way to use them. */
export class Cluster {
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  readonly coordination: CoordinationV1Api;
  readonly discovery: DiscoveryV1Api;
  readonly custom: CustomObjectsApi;
  readonly forgiveForbiddenUntil: number;
  #dispatcher: Dispatcher | undefined;

  constructor(config: KubeConfig, forgiveForbiddenMs = 0) {
    this.config = config;
    this.core = config.makeApiClient(CoreV1Api);
    this.apps = config.makeApiClient(AppsV1Api);
    this.batch = config.makeApiClient(BatchV1Api);
    this.coordination = config.makeApiClient(CoordinationV1Api);
    this.discovery = config.makeApiClient(DiscoveryV1Api);
    this.custom = config.makeApiClient(CustomObjectsApi);
    this.forgiveForbiddenUntil = Date.now() + forgiveForbiddenMs;
  }

  /** The namespace of the current context. */
  get namespace(): string {
    const { config } = this;
    return config.getContextObject(config.getCurrentContext())?.namespace ?? 'default';
  }

  /** `what` completes the sentence "could not ...": "read Pod demo/db-patroni-0". */
  async call<T>(what: string, deadline: Deadline, ask: (options: CallOptions) => Promise<T>): Promise<T> {
    const { forgiveForbiddenUntil } = this;
    try {
      const once = (signal: AbortSignal) => this.#once(what, ask, signal);
      return await withRetry(what, once, { deadline, forgiveForbiddenUntil });
    } catch (error) {
      throw this.#withAddress(toKubeError(error, what));
    }
  }

  /** Where nothing answers, another cluster may have been asked than was meant. */
  #withAddress(error: KubeError): KubeError {
    if (error.kind !== 'unreachable') return error;
    const { kind, what, passing } = error;
    const because = `${error.because} (API server ${this.config.getCurrentCluster()?.server ?? ''})`;
    return new KubeError({ kind, what, because, passing }, error);
  }

  async #once<T>(what: string, ask: (options: CallOptions) => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await ask({ middleware: [this.#middleware(signal)], middlewareMergeStrategy: 'append' });
    } catch (error) {
      const known = toKubeError(error, what);
      // A connection that failed is not kept for the next attempt.
      if (known.kind === 'unreachable') this.#dispatcher = undefined;
      throw known;
    }
  }

  #middleware(signal: AbortSignal): ObservableMiddleware {
    return {
      pre: (context) => {
        context.setSignal(signal);
        // The client makes a dispatcher, and with it a TLS handshake, for every request: keep the first.
        this.#dispatcher ??= context.getDispatcher();
        if (this.#dispatcher !== undefined) context.setDispatcher(this.#dispatcher);
        return new Observable(Promise.resolve(context));
      },
      post: (context) => new Observable(Promise.resolve(context)),
    };
  }
}
