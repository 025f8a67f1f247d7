/** Prettier with the plugin that knows Apex, in our own settings. */
import prettier from 'prettier';
import * as apex from 'prettier-plugin-apex';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../../accept/command.ts';

/** The classes that Prettier would write otherwise. */
export async function misformatted(project: string): Promise<string[]> {
  const settings = await prettier.resolveConfig(join(PROJECT, 'package.json'));
  const wrong: string[] = [];
  for await (const path of glob('force-app/**/*.cls', { cwd: project })) {
    const text = await readFile(join(project, path), 'utf8');
    const fits = await prettier.check(text, { ...settings, parser: 'apex', plugins: [apex] });
    if (!fits) wrong.push(`${path} is not formatted`);
  }
  return wrong;
}
