export interface Patroni {
  /**
   * Seconds until a leader that cannot renew its lock loses it (Patroni's `ttl`); at least `loopWait` + 2 * `retryTimeout`.
   *
   * @asType integer
   * @minimum 20
   * @maximum 86400
   * @default 30
   */
  ttl?: number;
  /**
   * Seconds between two looks of Patroni at its cluster (`loop_wait`).
   *
   * @asType integer
   * @minimum 1
   * @maximum 3600
   * @default 10
   */
  loopWait?: number;
  /**
   * Seconds that the Kubernetes API and PostgreSQL may not answer before the leader gives up (`retry_timeout`).
   *
   * @asType integer
   * @minimum 3
   * @maximum 3600
   * @default 10
   */
  retryTimeout?: number;
  /**
   * Bytes of WAL that a replica may lag behind and still become leader (`maximum_lag_on_failover`).
   *
   * @asType integer
   * @minimum 0
   * @maximum 9007199254740991
   * @default 1048576
   */
  maximumLagOnFailover?: number;
  /**
   * Keep the primary while the Kubernetes API is away, if all members are reachable (`failsafe_mode`).
   *
   * @default true
   */
  failsafeMode?: boolean;
  /**
   * Synchronous replication (`synchronous_mode`); quote off and on, which are booleans to YAML.
   *
   * @default "off"
   */
  synchronousMode?: 'off' | 'on' | 'quorum';
  /**
   * How many replicas a commit waits for in synchronous mode (`synchronous_node_count`); less than `replicas`.
   *
   * @asType integer
   * @minimum 1
   * @maximum 99
   * @default 1
   */
  synchronousNodeCount?: number;
  /**
   * Refuse writes while no synchronous replica is there (`synchronous_mode_strict`).
   *
   * @default false
   */
  synchronousModeStrict?: boolean;
  /**
   * What members call each other by (`connect_address`): podIP, or dns, the names of the members' headless Service.
   *
   * @default "podIP"
   */
  connectAddress?: 'podIP' | 'dns';
  /** Patroni's own log. */
  log?: PatroniLog;
}

export interface PatroniLog {
  /**
   * From which level on it speaks (`log.level`).
   *
   * @default "INFO"
   */
  level?: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';
  /**
   * Lines of text, or JSON objects (`log.type`).
   *
   * @default "plain"
   */
  type?: 'plain' | 'json';
}
