/** Build contexts that are put together for one build, and removed after it. */
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folder } from './archives.ts';

export const contexts = join(folder, 'context');

/** An empty build context with the given files in it. */
export function contextOf(title: string, files: string[] = []): string {
  const context = join(contexts, title);
  rmSync(context, { recursive: true, force: true });
  mkdirSync(context, { recursive: true });
  for (const file of files) cpSync(file, join(context, basename(file)));
  return context;
}
