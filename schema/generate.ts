/**
 * `npm run generate`: from the types of this folder the chart's schema, its default values, the published types and the
 * README's table. With --check it writes nothing and fails where one of them is not what the types say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { whenComplete } from './products/complete.ts';
import { forHelm, fromTypes, type Node } from './products/json-schema.ts';
import { withTable } from './products/readme.ts';
import { valuesYaml } from './products/values-yaml.ts';

const root = join(import.meta.dirname, '..');
const banner = '/** Generated from the types in schema/ by `npm run generate`. */';

/** What each file has to hold, before it is formatted. */
const products: Record<string, (schema: Node) => string | Promise<string>> = {
  'chart/values.schema.json': (schema) => JSON.stringify({ ...forHelm(schema), ...whenComplete(schema) }),
  'chart/values.yaml': valuesYaml,
  'chart/values.d.ts': published,
  'README.md': (schema) => withTable(read('README.md'), schema),
};

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

async function published(schema: Node): Promise<string> {
  return compile(schema as Parameters<typeof compile>[0], 'Values', {
    bannerComment: banner,
    additionalProperties: false,
    format: false,
  });
}

async function make(schema: Node): Promise<Map<string, string>> {
  const made = await Promise.all(
    Object.entries(products).map(async ([file, product]) => {
      const path = join(root, file);
      const options = await resolveConfig(path);
      return [file, await format(await product(schema), { ...options, filepath: path })] as const;
    }),
  );
  return new Map(made);
}

function isDrift([file, text]: [string, string]): boolean {
  try {
    return read(file) !== text;
  } catch {
    return true;
  }
}

const drift = [...(await make(fromTypes()))].filter(isDrift);
if (!process.argv.includes('--check')) {
  for (const [file, text] of drift) writeFileSync(join(root, file), text);
  console.log(drift.length === 0 ? 'nothing to do' : drift.map(([file]) => `wrote ${file}`).join('\n'));
} else if (drift.length > 0) {
  const files = drift.map(([file]) => relative('.', file)).join(', ');
  console.error(`${files}: not what the types in schema/ say; run npm run generate.`);
  process.exitCode = 1;
}
