/** The vendors' own tools as judges of what we made for them, where they are installed; `.ci/run` installs them first. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from './accept/command.ts';
import { isInstalled } from './judges/verdict.ts';

const JUDGES = join(import.meta.dirname, 'judges');
/** Each analyses as much as a person would wait for, on a machine that also runs the other tests. */
const PATIENCE = 15 * 60_000;
const hasJava = !spawnSync('java', ['-version']).error;

test.for([
  ['apex', 'Code Analyzer and apex-ls', hasJava],
  ['package', 'converter, SLDS linter and Prettier for Apex', true],
  ['hubspot', 'project parser, bundler and types', true],
] as const)(
  '%s: %s have nothing against us, and see the faults that are put there',
  { timeout: PATIENCE },
  async ([name, , canRun], { skip }) => {
    const folder = join(JUDGES, name);
    skip(!canRun, 'needs Java');
    skip(!isInstalled(folder), `npm run judge:${name} installs what this needs`);
    const { code, json, stderr } = await run(process.execPath, [join(folder, 'main.ts')]);
    expect(json.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(json.filter(({ name: step }) => String(step).includes('finds')).length).toBeGreaterThan(0);
    expect(code, stderr).toBe(0);
  },
);
