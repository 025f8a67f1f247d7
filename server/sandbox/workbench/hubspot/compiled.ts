/** The compiled cards of the HubSpot app, as the pages load them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keptBuild, ROOT } from '../keptBuild.ts';

const HERE = import.meta.dirname;
/** HubSpot's `src/`. */
export const APP_SOURCE = join(ROOT, 'hubspot-app', 'src');
const PROGRAM = join(HERE, 'compile.ts');

/** @returns the folder with the bundles. @throws Error in the compiler's words */
export async function compiledCards(): Promise<string> {
  const folders = [join(APP_SOURCE, 'app'), join(ROOT, 'shared'), join(HERE, 'browser')];
  const sources = [...(await Promise.all(folders.map(sourcesIn))).flat(), PROGRAM];
  return keptBuild({ name: 'HubSpot', sources, program: PROGRAM, args: [APP_SOURCE] });
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const isSource = (name: string): boolean => /\.(tsx?|json)$/.test(name) && !name.includes('node_modules');
  return names
    .filter(isSource)
    .sort()
    .map((name) => join(folder, name));
}
