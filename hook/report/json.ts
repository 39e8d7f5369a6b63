import type { Judgement } from '../checks/judge.ts';
import type { Observation } from '../observe/observation.ts';
import { sentence } from './sentence.ts';

/** Everything: what was seen, so that it can be judged again, and how it was judged. */
export function json(command: string, observation: Observation, judgement: Judgement): string {
  const { verdict, results, findings } = judgement;
  return JSON.stringify(
    { command, verdict, sentence: sentence(observation, judgement), findings, results, observation },
    null,
    2,
  );
}
