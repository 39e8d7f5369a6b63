export interface Preflight {
  /**
   * Off, nothing makes the passwords: `credentials.existingSecret` has to name them.
   *
   * @default true
   */
  enabled?: boolean;
  /**
   * Seconds for all of it; at least 30 less than `hook.helmTimeoutSeconds`. 30 more are the Job's `activeDeadlineSeconds`.
   *
   * @asType integer
   * @minimum 10
   * @maximum 86400
   * @default 120
   */
  timeoutSeconds?: number;
}

export interface Update {
  /**
   * Seconds for a whole roll. Where a roll takes longer than `verify` waits, raise both, and Helm's `--timeout` with them.
   * 30 more are the Job's `activeDeadlineSeconds`.
   *
   * @asType integer
   * @minimum 10
   * @maximum 86400
   * @default 600
   */
  timeoutSeconds?: number;
  /**
   * Seconds that a finished Job is kept (`ttlSecondsAfterFinished`); 0 keeps it, as Argo CD needs it.
   *
   * @asType integer
   * @minimum 0
   * @maximum 604800
   * @default 120
   */
  keepJobSeconds?: number;
}

export interface Verify {
  /**
   * Off, nothing proves replication.
   *
   * @default true
   */
  enabled?: boolean;
  /**
   * Seconds to wait for a healthy cluster; at least 30 less than `hook.helmTimeoutSeconds`. 30 more are the Job's
   * `activeDeadlineSeconds`.
   *
   * @asType integer
   * @minimum 10
   * @maximum 86400
   * @default 240
   */
  timeoutSeconds?: number;
  /**
   * Seconds that the same streams have to be seen; less than `timeoutSeconds`.
   *
   * @asType integer
   * @minimum 0
   * @maximum 3600
   * @default 10
   */
  windowSeconds?: number;
}
