/**
 * What Istio does to Patroni as such: the rows of the truth table, measured on plain manifests in a STRICT mesh. The chart has no
 * part in it; its modes are built on what is found here. The tables are printed at the end.
 */
import { expect, test } from '@jest/globals';
import { inNamespace } from '../../e2e/support/namespace.ts';
import { until } from '../../e2e/support/wait.ts';
import { castOf, leadBy, rollOf } from './raw/cluster.ts';
import { apply, membersAroundProxies, objectsOf } from './raw/manifests.ts';
import { measure, type Measured } from './raw/measure.ts';
import { destinationRule, peerAuthentication, withoutPeerAuthentication } from './raw/policies.ts';
import { rows } from './raw/rows.ts';
import { markdown, notesOf } from './raw/table.ts';
import { versions } from './raw/versions.ts';
import { Wire } from './raw/wire.ts';
import type { Label } from './raw/words.ts';

const minutes = 60_000;

/** Rows that build on one another, in one namespace. */
type Lane = (namespace: string, row: (name: string, label?: Label) => Promise<Measured>) => Promise<void>;

async function install(namespace: string, ...objects: object[][]): Promise<void> {
  await apply(namespace, [...objects.flat(), ...objectsOf('clients.yaml', namespace)]);
}

/** Row m. The leader keeps its pod: a RollingUpdate begins with the last member. */
const rollToAround: Lane = async (namespace, row) => {
  await leadBy(namespace, 'db-0');
  const uidOf = async (name: string): Promise<string | undefined> => {
    const { primary, replicas } = await castOf(namespace);
    return [primary, ...replicas].find((member) => member.name === name)?.uid;
  };
  const before = await uidOf('db-2');
  await apply(namespace, membersAroundProxies(namespace));
  const isRolled = async () => ((await uidOf('db-2')) !== before ? true : undefined);
  await until('the first replica has a new pod', isRolled, 120);
  const measured = await row('m', (member) => (member === 'db-2' ? 'rolled' : 'other'));
  const { rolled, ready } = await rollOf(namespace);
  const how = rolled === 1 && ready === 2 ? 'stuck at the first replica' : `${rolled} rolled, ${ready} ready`;
  measured.P1 = `${how} (${measured.P1})`;
};

const nameless: Lane = async (namespace, row) => {
  await install(namespace, objectsOf('members.yaml', namespace));
  await row('a');
  await apply(namespace, [peerAuthentication('DISABLE')]);
  await row('d');
};

const named: Lane = async (namespace, row) => {
  await install(namespace, objectsOf('members.yaml', namespace), objectsOf('headless.yaml', namespace));
  await row('b');
  await apply(namespace, [peerAuthentication('DISABLE')]);
  await row('c');
  await apply(namespace, [peerAuthentication('PERMISSIVE')]);
  await row('e');
  await withoutPeerAuthentication(namespace);
  await rollToAround(namespace, row);
};

const around: Lane = async (namespace, row) => {
  await install(namespace, membersAroundProxies(namespace), objectsOf('headless.yaml', namespace));
  await row('f');
  await apply(namespace, [peerAuthentication('DISABLE')]);
  await row('g');
  await apply(namespace, [destinationRule('5432')]);
  await row('h');
  await apply(namespace, [destinationRule('whole host')]);
  await row("h'");
};

const lanes: Lane[] = [nameless, named, around];

interface Outcome {
  /** In the order of the table. */
  found: Measured[];
  ranWith: string;
  /** Of lanes that did not come to their end. */
  failures: unknown[];
}

/** All lanes at once; a lane that fails does not take the others with it. */
async function measureAll(wire: Wire): Promise<Outcome> {
  const measured = new Map<string, Measured>();
  let ranWith = '';
  const drive = (lane: Lane): Promise<void> =>
    inNamespace('rows', async (namespace) => {
      await lane(namespace, async (name, label) => {
        const row = await measure(namespace, name, wire, label);
        measured.set(name, row);
        return row;
      });
      ranWith ||= await versions(namespace, (await castOf(namespace)).primary.name);
    });
  const ended = await Promise.allSettled(lanes.map(drive));
  return {
    found: rows.flatMap(({ row }) => measured.get(row) ?? []),
    ranWith,
    failures: ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : [])),
  };
}

test(
  'every row is as the table says',
  async () => {
    let outcome: Outcome | undefined;
    await inNamespace('wire', async (namespace) => {
      outcome = await measureAll(await Wire.tap(namespace));
    });
    const { found = [], ranWith = '', failures = [] } = outcome ?? {};
    process.stderr.write(`\n${markdown(found)}\n\n${notesOf(found)}\n\nMeasured with ${ranWith}.\n\n`);
    if (failures.length > 0) throw new AggregateError(failures, 'not every row could be measured');
    expect(markdown(found)).toBe(markdown(rows));
  },
  25 * minutes,
);
