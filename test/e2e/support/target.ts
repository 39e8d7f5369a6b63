/** The cluster that this run was given. Only scripts/test.ts gives one, so that no test meets a cluster by accident. */
import { targetVariable, type Target } from '../../cluster/providers/provider.ts';

function read(): Target {
  const given = process.env[targetVariable];
  if (given === undefined)
    throw new Error('these tests are started with `npm test`, which gives them a cluster');
  return JSON.parse(given) as Target;
}

export const target = read();

/** Values of every install and upgrade. */
export const imageValues: Record<string, string> =
  target.registry === undefined ? {} : { 'global.imageRegistry': target.registry };

/** What an image's name begins with in this cluster. */
export const registry = target.registry ?? 'localhost';
