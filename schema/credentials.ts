import type { ObjectName } from './common.ts';

export interface Credentials {
  /**
   * A Secret of yours with superuser-password, replication-password, monitor-password and restapi-password. Empty: preflight
   * makes one with random passwords; it survives uninstall.
   *
   * @default ""
   */
  existingSecret?: ObjectName;
}
