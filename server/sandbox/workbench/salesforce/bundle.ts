/** The compiled cards, kept from one start to the next for as long as nothing they are made of changes. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { APP } from './platform.ts';

const HERE = import.meta.dirname;
const PACKAGES = join(HERE, '../../../../node_modules');
const CACHE = join(PACKAGES, '.cache/alongside-workbench');
const TOOLS = ['lwc', '@lwc/rollup-plugin', '@lwc/synthetic-shadow', 'lightning-base-components', 'rollup'];
const COMPILE = fileURLToPath(new URL('./compile.ts', import.meta.url));

/**
 * The folder with the compiled cards.
 * @param cache where to keep it
 * @throws Error in the compiler's words
 */
export async function bundle(cache = CACHE): Promise<string> {
  const folder = join(cache, `salesforce-${keyOfSources()}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(join(cache, 'making-'));
  try {
    await promisify(execFile)(process.execPath, [COMPILE, making]);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Someone else was faster.
    if (existsSync(folder)) return folder;
    const { stderr } = error as { stderr?: string };
    throw new Error(`The Salesforce cards do not compile. ${stderr ?? ''}`, { cause: error });
  }
  return folder;
}

function keyOfSources(): string {
  const hash = createHash('sha256');
  for (const folder of [join(APP, 'lwc'), join(APP, 'labels'), HERE]) {
    const files = globSync('**/*.{js,ts,html,css,xml}', { cwd: folder }).sort();
    for (const file of files)
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(folder, file)))
        .update('\0');
  }
  for (const tool of TOOLS) hash.update(readFileSync(join(PACKAGES, tool, 'package.json')));
  return hash.digest('hex').slice(0, 24);
}
