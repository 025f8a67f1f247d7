/** The compiled cards on disk: made once for the same sources and packages, kept between starts. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../../..');
/** HubSpot's `src/`. */
export const APP_SOURCE = join(ROOT, 'hubspot-app', 'src');
const KEPT = join(ROOT, 'node_modules', '.cache', 'alongside-hubspot-cards');

/** Milliseconds; far more than a slow machine needs. */
const PATIENCE = 120_000;
const KEPT_FOR = 7 * 86_400_000;

/** @returns the folder with the bundles. @throws Error in the compiler's words */
export async function compiledCards(): Promise<string> {
  const folder = join(KEPT, await fingerprint());
  if (await exists(folder)) return folder;
  await mkdir(KEPT, { recursive: true });
  // Elsewhere first, so that a compiler that was killed leaves nothing that looks whole.
  const made = await mkdtemp(join(KEPT, 'making-'));
  try {
    await compile(made);
    await forgetOld();
    await rename(made, folder);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    // Another process may have been quicker.
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

async function compile(into: string): Promise<void> {
  try {
    const args = [join(import.meta.dirname, 'compile.ts'), APP_SOURCE, into];
    await promisify(execFile)(process.execPath, args, { timeout: PATIENCE });
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    const said = `${stdout}${stderr}`.trim() || String(error);
    throw new Error(`HubSpot's bundler refused the cards in hubspot-app: ${said}`, { cause: error });
  }
}

/** Of everything that goes into the bundles. */
async function fingerprint(): Promise<string> {
  const folders = [join(APP_SOURCE, 'app'), join(ROOT, 'shared'), join(import.meta.dirname, 'browser')];
  const sources = (await Promise.all(folders.map(sourcesIn))).flat();
  const packages = join(ROOT, 'node_modules', '.package-lock.json');
  const hash = createHash('sha256');
  for (const file of [...sources, packages, join(import.meta.dirname, 'compile.ts')]) {
    hash.update(`${relative(ROOT, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 20);
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const isSource = (name: string): boolean => /\.(tsx?|json)$/.test(name) && !name.includes('node_modules');
  return names
    .filter(isSource)
    .sort()
    .map((name) => join(folder, name));
}

/** What sources of long ago were compiled to; another process may still read what is newer. */
async function forgetOld(): Promise<void> {
  for (const name of await readdir(KEPT)) {
    const { mtimeMs } = await stat(join(KEPT, name));
    if (Date.now() - mtimeMs > KEPT_FOR) await rm(join(KEPT, name), { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return false;
  }
}
