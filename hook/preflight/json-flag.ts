import { UsageError } from '../kube/errors.ts';

/** The value of a flag that takes JSON. */
export function parsedFlag(flag: string, json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new UsageError(`${flag} is not JSON.`, { cause: error });
  }
}
