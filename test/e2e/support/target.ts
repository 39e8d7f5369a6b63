/** The cluster that this run was given. */
import { givenTarget } from '../../cluster/providers/target.ts';

export const target = givenTarget();

/** Values of every install and upgrade. */
export const imageValues: Record<string, string> =
  target.registry === undefined ? {} : { 'global.imageRegistry': target.registry };

/** What an image's name begins with in this cluster. */
export const registry = target.registry ?? 'localhost';
