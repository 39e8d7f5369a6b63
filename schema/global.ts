/** Other charts' keys are welcome in it. */
export interface Global {
  /**
   * Registry of every image, instead of each image's own.
   *
   * @examples ["registry.example.com"]
   */
  imageRegistry?: string;
  /**
   * Pull secrets for every image, by name; added to `imagePullSecrets`.
   *
   * @examples [["registry-login"]]
   */
  imagePullSecrets?: string[];
  [other: string]: unknown;
}
