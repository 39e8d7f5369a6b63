/** Where the finished images lie: one archive per image, named by all that it is made from. */
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../config.ts';
import { imageKey } from './key.ts';
import type { Recipe } from './recipe.ts';

export const folder = join(cache, 'images');

/** So many of each image stay: enough for a few checkouts and for a step back. */
const kept = 4;

export function archiveOf(recipe: Recipe): string {
  return join(folder, `${recipe.title}-${imageKey(recipe)}.tar`);
}

/** An archive that is used is the last one to go. */
export function markUsed(archive: string): void {
  const now = new Date();
  utimesSync(archive, now, now);
}

/** Of archives with their times, those that are too many: the least recently used ones. */
export function surplus(archives: { file: string; used: number }[]): string[] {
  return archives
    .toSorted((one, other) => other.used - one.used)
    .slice(kept)
    .map(({ file }) => file);
}

export function dropOld(recipe: Recipe): void {
  const name = new RegExp(`^${recipe.title}-[0-9a-f]{12}\\.tar$`);
  const archives = readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => ({ file, used: statSync(join(folder, file)).mtimeMs }));
  for (const file of surplus(archives)) {
    rmSync(join(folder, file), { force: true });
    rmSync(join(folder, `${file}.log`), { force: true });
  }
}
