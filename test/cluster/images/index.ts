/** All images of the test cluster: the project's two from the Dockerfiles that users get, and the mesh's. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../config.ts';
import { withLock } from '../lock.ts';
import { step } from '../steps.ts';
import { buildImage, exportImage } from './buildah.ts';
import { imageKey } from './key.ts';
import { recipes, type Recipe } from './recipes.ts';

export interface Image {
  name: string;
  /** A file that `ctr images import` reads, named by all that the image is made from. */
  archive: string;
  /** False for the image that changes with the tool's own code. */
  stable: boolean;
}

const folder = join(cache, 'images');

function archiveOf(recipe: Recipe): string {
  return join(folder, `${recipe.title}-${imageKey(recipe)}.tar`);
}

async function make(recipe: Recipe): Promise<void> {
  const archive = archiveOf(recipe);
  if (existsSync(archive)) return;
  const log = `${archive}.log`;
  const context = await recipe.context();
  await buildImage(
    { name: recipe.name, dockerfile: recipe.dockerfile, context, arguments: recipe.arguments ?? {} },
    log,
  );
  await exportImage(recipe.name, archive, log);
}

/** Builds what is missing, in order, because the later ones stand on the first; a second checkout finds it built. */
export async function buildImages(): Promise<Image[]> {
  mkdirSync(folder, { recursive: true });
  for (const recipe of recipes) {
    if (existsSync(archiveOf(recipe))) continue;
    await step(`build the image ${recipe.name}`, () => withLock(join(folder, 'images'), () => make(recipe)));
  }
  return recipes
    .filter((recipe) => recipe.isRun)
    .map((recipe) => ({ name: recipe.name, archive: archiveOf(recipe), stable: recipe.title !== 'hook' }));
}
