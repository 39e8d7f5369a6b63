/** client: what an app gets at each host, by the first answer of Postgres or Patroni; nobody logs in. */
import { messageOf } from '../kube/errors.ts';
import { Deadline } from '../kube/deadline.ts';
import { escape } from '../report/escape.ts';
import { lastLine } from '../report/last-line.ts';
import { interrupted } from '../signals.ts';
import { askPatroni, askPostgres } from './ask.ts';
import { endProxy } from './proxy.ts';

export const expectations = ['reached', 'refused', 'either'] as const;

export interface ClientArguments {
  postgres: string;
  rest: string;
  expect: (typeof expectations)[number];
  timeout: number;
}

interface Path {
  name: string;
  ask: () => Promise<string>;
}

interface Outcome {
  name: string;
  isReached: boolean;
  /** What came back, or why nothing did. */
  words: string;
}

const pauseMs = 1_000;

/** A refusal that is expected has to be seen as often in a row: a proxy that starts refuses for a moment, too. */
const timesRefused = 3;

export async function run(args: ClientArguments): Promise<number> {
  const deadline = Deadline.in(args.timeout * 1000, interrupted());
  const outcomes = await Promise.all(pathsOf(args).map((path) => settle(path, args.expect, deadline)));
  const isWrong = ({ isReached }: Outcome): boolean =>
    args.expect !== 'either' && isReached !== (args.expect === 'reached');
  for (const outcome of outcomes) {
    const { name, isReached, words } = outcome;
    const mark = isWrong(outcome) ? 'FAIL' : 'ok  ';
    console.log(`  ${mark}  ${name} is ${isReached ? 'reached' : 'not reached'}: ${escape(words)}`);
  }
  await endProxy();
  const wrong = outcomes.filter(isWrong);
  lastLine(conclusion(args, outcomes.length, wrong));
  return wrong.length === 0 ? 0 : 1;
}

function conclusion({ expect }: ClientArguments, count: number, wrong: Outcome[]): string {
  const [first] = wrong;
  if (first !== undefined) {
    const was = expect === 'reached' ? 'is not reached from here' : 'is reached from here, and was not to be';
    const more = wrong.length > 1 ? `, and ${wrong.length - 1} more` : '';
    return `${first.name} ${was}: ${escape(first.words)}${more}`;
  }
  return expect === 'either' ? `${count} tried` : `all of ${count} ${expect}, as the mode promises`;
}

const listOf = (hosts: string): string[] => hosts.split(',').filter((host) => host !== '');

function pathsOf({ postgres, rest }: ClientArguments): Path[] {
  return [
    ...listOf(postgres).map((host) => ({ name: `${host}:5432`, ask: () => askPostgres(host) })),
    ...listOf(rest).map((host) => ({ name: `${host}:8008`, ask: () => askPatroni(host) })),
  ];
}

/** Until it is as expected, and stays so where that is a refusal; or until the time is up. */
async function settle(path: Path, expected: ClientArguments['expect'], deadline: Deadline): Promise<Outcome> {
  for (let refused = 0; ;) {
    const outcome = await once(path);
    refused = outcome.isReached ? 0 : refused + 1;
    if (expected === 'reached' ? outcome.isReached : outcome.isReached || refused >= timesRefused)
      return outcome;
    if (deadline.over) return outcome;
    await deadline.sleep(pauseMs);
  }
}

async function once({ name, ask }: Path): Promise<Outcome> {
  try {
    return { name, isReached: true, words: await ask() };
  } catch (error) {
    return { name, isReached: false, words: messageOf(error) };
  }
}
