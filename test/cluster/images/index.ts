/** All images of the test cluster: the project's two from the Dockerfiles that users get, and the mesh's. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../lock.ts';
import { step } from '../steps.ts';
import { archiveOf, dropOld, folder, markUsed } from './archives.ts';
import { buildImage, exportImage, onStore } from './buildah.ts';
import { contexts } from './context.ts';
import type { Recipe } from './recipe.ts';
import { recipes } from './recipes.ts';

export interface Image {
  name: string;
  /** A file that `ctr images import` reads, named by all that the image is made from. */
  archive: string;
  /** False for the image that changes with the tool's own code. */
  stable: boolean;
}

async function build(recipe: Recipe, archive: string): Promise<void> {
  const log = `${archive}.log`;
  rmSync(log, { force: true });
  const context = await recipe.context(log);
  const build = { ...recipe, context, log };
  const base = recipe.base && archiveOf(recipe.base);
  await onStore(base, log, async () => {
    await buildImage(build);
    // Sources that were edited meanwhile have another name by now: what was built is neither the one nor the other.
    if (archiveOf(recipe) === archive) await exportImage(build, archive);
  });
  rmSync(contexts, { recursive: true, force: true });
}

/** Returns the archive of what the sources are now. */
async function make(recipe: Recipe): Promise<string> {
  for (;;) {
    const archive = archiveOf(recipe);
    if (existsSync(archive)) return archive;
    await build(recipe, archive);
    dropOld(recipe);
  }
}

async function provide(recipe: Recipe): Promise<Image> {
  const cached = archiveOf(recipe);
  const archive = existsSync(cached)
    ? cached
    : await step(`build the image ${recipe.name}`, () =>
        withLock(join(folder, 'images'), () => make(recipe)),
      );
  markUsed(archive);
  return { name: recipe.name, archive, stable: recipe.title !== 'hook' };
}

/** Builds what is missing, in order, because the later ones stand on the first; a second checkout finds it built. */
export async function buildImages(): Promise<Image[]> {
  mkdirSync(folder, { recursive: true });
  const images: Image[] = [];
  for (const recipe of recipes) {
    const image = await provide(recipe);
    if (recipe.isRun) images.push(image);
  }
  return images;
}

/** Builds one image that not every cluster has, with what it stands on; returns it. */
export async function buildOne(recipe: Recipe): Promise<Image> {
  mkdirSync(folder, { recursive: true });
  if (recipe.base !== undefined) await provide(recipe.base);
  return provide(recipe);
}
