/** An image is cached by all that it is made from. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './recipe.ts';

const digest = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Path within the source and content of each file, so that the same files elsewhere are the same. */
function contents(source: string): [string, string][] {
  return filesBelow(source).map((file) => [file.slice(source.length), digest(readFileSync(file))]);
}

/** Twelve hexadecimal digits over the architecture, the Dockerfile, the sources, the arguments and the image below. */
export function imageKey(recipe: Recipe): string {
  const parts = {
    architecture: process.arch,
    name: recipe.name,
    arguments: recipe.arguments ?? {},
    words: recipe.words ?? [],
    files: [recipe.dockerfile, ...recipe.sources].map(contents),
    base: recipe.base ? imageKey(recipe.base) : '',
  };
  return digest(JSON.stringify(parts)).slice(0, 12);
}
