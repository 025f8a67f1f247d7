/** Compiled cards on disk, kept from one start to the next for as long as nothing they are made of changes. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../../..');
const KEPT = join(ROOT, 'node_modules', '.cache', 'alongside-workbench');

/** Milliseconds; far more than a slow machine needs. */
const PATIENCE = 180_000;
const KEPT_FOR = 7 * 86_400_000;

export interface Build {
  /** Tells it from others: a word. */
  name: string;
  /** Files whose content decides whether it has to be made anew. */
  sources: readonly string[];
  /** A program of its own, which gets `args` and then the folder to fill. */
  program: string;
  args?: readonly string[];
}

/** @returns the folder that the program filled. @throws Error in the program's own words */
export async function keptBuild(build: Build): Promise<string> {
  const folder = join(KEPT, `${build.name}-${await fingerprint(build)}`);
  if (existsSync(folder)) return folder;
  await mkdir(KEPT, { recursive: true });
  // Elsewhere first, so that a compiler that was killed leaves nothing that looks whole.
  const making = await mkdtemp(join(KEPT, 'making-'));
  try {
    await run(build, making);
    await forgetOld();
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function run({ name, program, args = [] }: Build, into: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, [program, ...args, into], { timeout: PATIENCE });
  } catch (error) {
    const { stderr = '', stdout = '' } = error as { stderr?: string; stdout?: string };
    const said = `${stdout}${stderr}`.trim() || String(error);
    throw new Error(`The cards for ${name} do not compile: ${said}`, { cause: error });
  }
}

async function fingerprint({ sources }: Build): Promise<string> {
  const hash = createHash('sha256');
  const packages = join(ROOT, 'node_modules', '.package-lock.json');
  for (const file of [...sources, packages])
    hash.update(`${relative(ROOT, file)}\0`).update(await readFile(file));
  return hash.digest('hex').slice(0, 20);
}

/** What sources of long ago were compiled to; another process may still read what is newer. */
async function forgetOld(): Promise<void> {
  for (const name of await readdir(KEPT)) {
    const { mtimeMs } = await stat(join(KEPT, name));
    if (Date.now() - mtimeMs > KEPT_FOR) await rm(join(KEPT, name), { recursive: true, force: true });
  }
}
