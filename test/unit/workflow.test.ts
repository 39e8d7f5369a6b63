/** The workflow for GitHub has never run; what can be said of it without GitHub is held here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { root } from '../../scripts/checks.ts';

interface Workflow {
  permissions: object;
  jobs: Record<string, { steps: { uses?: string; run?: string }[] }>;
}

const text = readFileSync(join(root, '.github/workflows/test.yaml'), 'utf8');
const workflow = parse(text) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

test('every action and image is pinned, and nothing but reading is allowed', () => {
  const actions = steps.flatMap(({ uses = [] }) => uses);
  expect(actions.length).toBeGreaterThan(5);
  expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(text).not.toContain('secrets.');
});

test('its commands are those of package.json, its files are there', () => {
  const said = steps.map(({ run = '' }) => run).join('\n');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
  const commands = [...said.matchAll(/npm (?:run )?(\w+)/g)].map(([, command = '']) => command);
  expect(commands).toEqual(['check', 'images', 'images', 'test']);
  expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  const [file = ''] = /test\/cluster\/[\w/-]+\.yaml/.exec(said) ?? [];
  expect(existsSync(join(root, file))).toBe(true);
});
