/**
 * The API server's audit log of an end-to-end run, held against the Roles of the chart: every right that was used is
 * granted, every right that is granted was used. Runs after the end-to-end tests; it means nothing before them.
 */
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { state } from '../cluster/config.ts';
import { run } from '../e2e/support/run.ts';

/** `verb resource` by account. */
type Rights = Record<string, Set<string>>;

/** Rights whose use the log cannot show, or that only a rare moment needs; each with its reason. */
const excused: Record<string, string> = {
  'apply create pods/portforward': 'checked by the handler itself, which does not log it',
  'verify create pods/portforward': 'checked by the handler itself, which does not log it',
  'member get configmaps': 'Patroni reads the leader key by name only after a conflict on it',
};

interface Event {
  verb: string;
  user?: { username?: string };
  objectRef?: { resource?: string; subresource?: string };
  responseStatus?: { code?: number };
  requestReceivedTimestamp: string;
}

interface Role {
  kind: string;
  metadata: { name: string };
  rules: { resources: string[]; verbs: string[] }[];
}

/** preflight, apply, verify or member: the part of an account's name that does not depend on the release. */
const partOf = (name: string): string => /-(preflight|apply|verify)$/.exec(name)?.[1] ?? 'member';

function add(rights: Rights, part: string, right: string): void {
  rights[part] = (rights[part] ?? new Set()).add(right);
}

/** In a mode that has all rights; what a move to the mode without a mesh needs is among them. */
async function granted(): Promise<Rights> {
  const { stdout } = await run('helm', ['template', 'db', 'chart', '--set', 'istio.mode=exclude']);
  const rights: Rights = {};
  const objects = parseAllDocuments(stdout).map((document) => document.toJS() as Role | null);
  for (const { metadata, rules } of objects.filter((object) => object?.kind === 'Role') as Role[]) {
    const each = rules.flatMap(({ resources, verbs }) =>
      resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}`)),
    );
    for (const right of each) add(rights, partOf(metadata.name), right);
  }
  return rights;
}

const account = /"system:serviceaccount:[^":]+:([^"]*patroni[^"]*)"/;

/** Every event of one of the chart's accounts since the run began. */
async function* events(): AsyncGenerator<{ part: string; event: Event }> {
  const since = process.env['PATRONI_ISTIO_RUN_BEGAN'] ?? '';
  for (const file of readdirSync(state).filter((name) => /^audit.*\.log$/.test(name))) {
    for await (const line of createInterface({ input: createReadStream(join(state, file)) })) {
      const name = account.exec(line)?.[1];
      if (name === undefined) continue;
      const event = JSON.parse(line) as Event;
      if (event.requestReceivedTimestamp >= since) yield { part: partOf(name), event };
    }
  }
}

function rightOf({ verb, objectRef: { resource = '', subresource } = {} }: Event): string {
  return `${verb} ${resource}${subresource === undefined ? '' : `/${subresource}`}`;
}

test('every right that was used is granted, every right that is granted was used', async () => {
  const roles = await granted();
  const used: Rights = {};
  const refused = new Set<string>();
  for await (const { part, event } of events()) {
    if (event.objectRef?.resource === undefined) continue;
    const right = rightOf(event);
    // A right that is granted may be refused for a moment: before the Role is known, and after it is gone.
    if (event.responseStatus?.code !== 403) add(used, part, right);
    else if (roles[part]?.has(right) !== true) refused.add(`${part} ${right}`);
  }
  expect([...refused]).toEqual([]);
  const unused = Object.entries(roles).flatMap(([part, rights]) =>
    [...rights].filter((right) => used[part]?.has(right) !== true).map((right) => `${part} ${right}`),
  );
  expect(unused.filter((right) => excused[right] === undefined)).toEqual([]);
}, 120_000);
