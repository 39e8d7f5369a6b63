/** values.schema.json: what it takes and what it refuses, and that every validator says the same. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { type Case, corpus, placesOf } from '../../schema/corpus.ts';
import { isData } from '../../schema/products/defaults.ts';
import { fromTypes } from '../../schema/products/json-schema.ts';
import { requiredVersion, userTools } from '../cluster/tools.ts';
import { chart, refusal, render, type Helm, type Values } from './support/render.ts';

const types = fromTypes();
const cases = corpus(types);
const schemaFile = join(chart, 'values.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as object;

const nameOf = ({ path, kind, document }: Case): string => {
  const value = path.split('.').reduce<unknown>((now, key) => (isData(now) ? now[key] : undefined), document);
  return `${path} ${kind} ${JSON.stringify(value)}`;
};

const wanted = (accepted: boolean): string[] =>
  cases
    .filter((one) => one.accepted === accepted)
    .map(nameOf)
    .sort();

test('ajv takes and refuses what the types say', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
  const taken = cases.filter(({ document }) => validate(document)).map(nameOf);
  expect(taken.sort()).toEqual(wanted(true));
});

/** Exit codes tell of all instances together, so the names of those that are refused are read. */
async function refusedByJv(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'patroni-istio-corpus-'));
  try {
    const files = cases.map((one, at) => {
      const file = join(folder, `${at}.json`);
      writeFileSync(file, JSON.stringify(one.document));
      return file;
    });
    const output = await new Promise<string>((done) => {
      const options = { maxBuffer: 64 * 1024 * 1024 };
      execFile(join(userTools(), 'jv'), [schemaFile, ...files], options, (_error, stdout, stderr) =>
        done(stdout + stderr),
      );
    });
    const refused = new Set([...output.matchAll(/(\d+)\.json: failed/g)].map(([, at]) => Number(at)));
    return cases.filter((_, at) => refused.has(at)).map(nameOf);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("Helm's own validator takes and refuses the same", async () => {
  expect((await refusedByJv()).sort()).toEqual(wanted(false));
});

test("the validator that is asked is Helm's", () => {
  const path = 'github.com/santhosh-tekuri/jsonschema/v6';
  expect(requiredVersion('schema', path)).toBe(requiredVersion('helm4', path));
});

test('every key has a document that is refused for it', () => {
  const refused = new Set(cases.filter(({ accepted }) => !accepted).map(({ path }) => path));
  const paths = placesOf(types, types, []).map(({ path }) => path.join('.'));
  expect(paths.filter((path) => !refused.has(path))).toEqual([]);
});

/** The first of each kind that is taken, and that is refused. */
const sample = cases.filter(
  (one, at) => cases.findIndex(({ kind, accepted }) => kind === one.kind && accepted === one.accepted) === at,
);

test.each(sample)(
  'both Helms: $kind at "$path" is accepted: $accepted',
  async ({ document, kind, accepted }) => {
    // Helm brings a key that is missing back from the defaults; null is how a person takes it away.
    const values = kind === 'missing' ? nulled(document) : document;
    for (const helm of ['helm', 'helm3'] as const) {
      if (accepted) expect(await passesSchema(values, helm)).toBe(true);
      else expect(await refusal(values, { helm })).toContain("values don't meet the specifications");
    }
  },
);

/** Rendered, or refused by the guards, which come after the schema. */
async function passesSchema(values: Values, helm: Helm): Promise<boolean> {
  return render(values, { helm }).then(
    (objects) => objects.length > 0,
    (error: unknown) => String(error).includes('These values cannot work'),
  );
}

/** The top-level key that a document lacks, as null. */
function nulled(document: Record<string, unknown>): Record<string, unknown> {
  const [whole] = cases;
  const gone = Object.keys(whole?.document ?? {}).filter((key) => !(key in document));
  return { ...document, ...Object.fromEntries(gone.map((key) => [key, null])) };
}

test('a file of a user that has only what differs is whole to an editor', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
  expect([validate({ istio: { mode: 'mtls' }, image: { tag: '17-4.1.6' } }), validate.errors]).toEqual([
    true,
    null,
  ]);
  expect(validate({ istio: { mod: 'mtls' } })).toBe(false);
});

const emptied = cases.filter(({ kind, accepted }) => kind === 'missing' && accepted).map(({ path }) => path);

test.each(emptied)('%s without a value is empty', async (path) => {
  expect(await render({}, { args: ['--set', `${path}=null`] })).not.toHaveLength(0);
});

test.each(emptied.filter((path) => path.startsWith('istio.')))('%s, in a mesh, too', async (path) => {
  expect(await render({}, { args: ['--set', `istio.mode=mtls,${path}=null`] })).not.toHaveLength(0);
});
