/** The commands that people and scripts rely on: their names, flags and words, as recorded. */
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../server/cli/commands.ts';
import { wordsOf } from '../../server/cli/words.ts';

interface Described {
  summary?: string;
  flags?: Record<
    string,
    { char?: string; summary?: string; required?: boolean; options?: readonly string[] }
  >;
  args?: Record<string, { required?: boolean; options?: readonly string[] }>;
  baseFlags?: Described['flags'];
}

const MESSAGES = resolve(import.meta.dirname, '../../server/cli/messages');

describe('cli surface', () => {
  test('is as recorded', () => {
    const surface = Object.entries(COMMANDS).map(([id, command]) => {
      const { summary, flags = {}, args = {}, baseFlags = {} } = command as Described;
      const own = { ...flags, tenant: baseFlags['tenant'] };
      return {
        id,
        summary,
        args: Object.entries(args).map(([name, { options, required }]) => ({ name, options, required })),
        flags: Object.entries(own).map(([name, flag]) => {
          const { char, required, options } = flag ?? {};
          return { name, char, required, options };
        }),
      };
    });
    expect(surface).toMatchSnapshot();
  });

  test('says every flag and command in words from a file', () => {
    const silent = Object.entries(COMMANDS).flatMap(([id, command]) => {
      const { summary, flags = {} } = command as Described;
      const flagsWithout = Object.entries(flags).filter(([, flag]) => !flag.summary);
      return [...(summary ? [] : [id]), ...flagsWithout.map(([name]) => `${id} --${name}`)];
    });
    expect(silent).toEqual([]);
  });

  test('has words for every phase of long work and for every link that doctor tests', async () => {
    const use = resolve(import.meta.dirname, '../../server/use');
    const sources = await Promise.all(
      (await readdir(use, { recursive: true }))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => readFile(resolve(use, name), 'utf8')),
    );
    const phases = new Set(
      sources.flatMap((text) => [...text.matchAll(/phase: '([^']+)'/g)].map(([, name]) => name)),
    );
    expect(phases.size).toBeGreaterThan(4);
    for (const phase of phases) expect(wordsOf('common').getMessage(`phase.${phase}`)).toBeTruthy();
    const doctor = await readFile(resolve(MESSAGES, 'doctor.md'), 'utf8');
    const links = [...doctor.matchAll(/^# link\.(\w+)$/gm)].map(([, name]) => name);
    expect(links.length).toBeGreaterThan(10);
    for (const crm of ['salesforce', 'hubspot']) {
      for (const link of links) expect(wordsOf('doctor').getMessage(`fix.${crm}.${link}`)).toBeTruthy();
    }
  });
});
