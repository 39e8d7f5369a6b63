import type { ObjectName } from './common.ts';

export interface Credentials {
  /**
   * A Secret of yours with superuser-password, replication-password, monitor-password and restapi-password, each one line of
   * text of at most 4096 bytes, without a line feed at its end, the last in ASCII. Empty: preflight makes one with random
   * passwords; it survives uninstall.
   *
   * @default ""
   * @examples ["orders-db-passwords"]
   */
  existingSecret?: ObjectName;
}
