import type { Registry, SecretName } from './common.ts';

/** Other charts' keys are welcome in it. */
export interface Global {
  /**
   * Registry of every image, instead of each image's own.
   *
   * @examples ["registry.example.com"]
   */
  imageRegistry?: Registry;
  /**
   * Pull secrets for every image, by name; added to `imagePullSecrets`.
   *
   * @examples [["registry-login"]]
   */
  imagePullSecrets?: SecretName[];
  [other: string]: unknown;
}
