import { UsageError } from '../kube/errors.ts';

/** The value of --dcs. */
export function parsedDcs(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    throw new UsageError('--dcs is not JSON.', { cause: error });
  }
}
