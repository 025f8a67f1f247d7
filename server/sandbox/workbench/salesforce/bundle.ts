/** The compiled components of the package, as the pages load them. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { keptBuild } from '../keptBuild.ts';
import { APP } from './platform.ts';

const HERE = import.meta.dirname;

/** The folder with them. @throws Error in the compiler's words */
export function bundle(): Promise<string> {
  const sources = [join(APP, 'lwc'), join(APP, 'labels'), HERE].flatMap((folder) =>
    globSync('**/*.{js,ts,html,css,xml}', { cwd: folder })
      .sort()
      .map((file) => join(folder, file)),
  );
  return keptBuild({ name: 'Salesforce', sources, program: join(HERE, 'compile.ts') });
}
