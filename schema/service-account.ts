import type { ObjectName, Texts } from './common.ts';

export interface ServiceAccount {
  /**
   * Off, the account named below has to be there.
   *
   * @default true
   */
  create?: boolean;
  /**
   * Name of the account (`serviceAccountName`); empty is the name of the StatefulSet.
   *
   * @default ""
   * @examples ["orders-db"]
   */
  name?: ObjectName;
  /**
   * Annotations, mostly for a cloud's identity of the members.
   *
   * @default {}
   * @examples [{"eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/orders-db"}]
   */
  annotations?: Texts;
}
