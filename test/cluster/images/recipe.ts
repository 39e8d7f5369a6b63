/** What makes an image, and thereby what it is cached by. */
export interface Recipe {
  /** Short name, for file names. */
  title: string;
  /** The image's full name with its tag. */
  name: string;
  dockerfile: string;
  /** Files and folders of this checkout that decide what is in it. */
  sources: string[];
  /** Anything else that decides it. */
  words?: string[];
  /** Build arguments of the Dockerfile. */
  arguments?: Record<string, string>;
  base?: Recipe;
  /** Whether the steps of a build are kept, for an image that changes often. */
  keepsSteps?: boolean;
  /** Prepares the build context and returns its folder. */
  context: (log: string) => Promise<string>;
  /** Whether the cluster runs it, or others only stand on it. */
  isRun: boolean;
}
