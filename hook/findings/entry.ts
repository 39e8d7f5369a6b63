/** One finding of the catalogue. `{name}` is filled in by the check that finds it, and its names are type-checked. */
export interface Entry {
  /** One factual line. */
  title: string;
  cause: string;
  /** A full sentence that names the value and its path where there is one. */
  remedy: string;
  /** Whether waiting can heal it. What cannot heal is reported as soon as it has stood still. */
  heals: boolean;
}
