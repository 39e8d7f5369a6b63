export interface Postgres {
  /**
   * Major version of PostgreSQL in the image. It cannot be changed in place.
   *
   * @asType integer
   * @minimum 15
   * @maximum 18
   * @default 17
   */
  major?: number;
  /**
   * PostgreSQL parameters, as text, numbers or booleans; null leaves one to PostgreSQL. What the chart sets unless they are
   * here: summarize_wal on (17 and newer), and max_slot_wal_keep_size, half of the volume that has the WAL: unlimited, as in
   * PostgreSQL, a replica that stays away would let WAL fill the primary's volume.
   *
   * @default {}
   * @examples [{"shared_buffers": "2GB", "work_mem": "16MB"}]
   */
  parameters?: Parameters;
  /**
   * Lines of pg_hba.conf after those that Patroni and the tool need, which always stand first. With sidecars every client comes
   * from the proxy's own address, 127.0.0.6 or ::6 (but for 5432 in the mode exclude), so let in `all` there, and say by
   * `istio.authorizationPolicy` who may connect.
   *
   * @default ["local all all scram-sha-256", "host all all all scram-sha-256"]
   */
  pgHba?: HbaLine[];
  /**
   * Options of initdb (Patroni's `bootstrap.initdb`), used once, when the cluster is made: a name, or a name and its value; those
   * that Patroni and the chart set are refused.
   *
   * @default ["data-checksums", {"encoding": "UTF8"}, {"locale": "C.UTF-8"}]
   */
  initdb?: (InitdbOption | InitdbSetting)[];
}

/**
 * By name: lower case letters, digits, `_`, and one `.` for those of an extension.
 *
 * @propertyNames {"pattern": "^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?$"}
 */
export type Parameters = Record<string, ParameterValue>;

/** A value as postgresql.conf takes it, without a line feed. */
export type ParameterValue = ParameterText | number | boolean | null;

/** @pattern ^[^\n\r\x00]*$ */
export type ParameterText = string;

/**
 * As PostgreSQL reads it; not to be continued by a backslash, nor with control characters but tabs.
 *
 * @pattern ^[ \t]*(((local|host|hostssl|hostnossl|hostgssenc|hostnogssenc|include|include_if_exists|include_dir)[ \t]|#)([^\x00-\x08\x0A-\x1F\x7F]*[^\x00-\x08\x0A-\x1F\x7F\\])?)?$
 */
export type HbaLine = string;

/** @pattern ^[a-z][-a-z]*(=[^\x00-\x1F\x7F]*)?$ */
export type InitdbOption = string;

/**
 * @minProperties 1
 * @maxProperties 1
 * @propertyNames {"pattern": "^[a-z][-a-z]*$"}
 */
export type InitdbSetting = Record<string, string>;
