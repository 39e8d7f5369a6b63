/** An image is cached by all that it is made from. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Recipe } from './recipes.ts';

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Twelve hexadecimal digits over the Dockerfile, the sources, the arguments and the images below. */
export function imageKey(recipe: Recipe): string {
  const hash = createHash('sha256')
    .update(recipe.name)
    .update(JSON.stringify(recipe.arguments ?? {}));
  for (const word of recipe.words ?? []) hash.update(`\0${word}`);
  for (const source of [recipe.dockerfile, ...recipe.sources]) {
    for (const file of filesBelow(source))
      hash.update(`\0${file.slice(source.length)}\0`).update(readFileSync(file));
  }
  if (recipe.base) hash.update(imageKey(recipe.base));
  return hash.digest('hex').slice(0, 12);
}
