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
   * Lines of pg_hba.conf after those that Patroni and the tool need, which always stand first.
   *
   * @default ["local all all scram-sha-256", "host all all all scram-sha-256"]
   */
  pgHba?: HbaLine[];
  /**
   * Options of initdb (Patroni's `bootstrap.initdb`), used once, when the cluster is made: a name, or a name and its value.
   *
   * @default ["data-checksums", {"encoding": "UTF8"}, {"locale": "C.UTF-8"}]
   */
  initdb?: (string | Record<string, string>)[];
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

/** @pattern ^[ \t]*((local|host|hostssl|hostnossl|hostgssenc|hostnogssenc|include|include_if_exists|include_dir)[ \t][^\n\r\x00]*|#[^\n\r\x00]*)?$ */
export type HbaLine = string;
