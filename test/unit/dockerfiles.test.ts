/** The Dockerfiles that users get build for every architecture that they have packages for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const file = (image: string): string =>
  readFileSync(join(import.meta.dirname, '../../images', image, 'Dockerfile'), 'utf8');

/** Comments are for people. */
const instructions = (image: string): string => file(image).replaceAll(/^#.*$/gm, '');

test.each(['patroni', 'hook'])(
  'images/%s names no architecture, and fetches nothing but packages',
  (image) => {
    expect(instructions(image)).not.toMatch(/x86|amd64|arm64|aarch64|linux-gnu/i);
    expect(instructions(image)).not.toMatch(/https?:|curl|wget|^ADD /im);
  },
);
