/** The first ten minutes of a newcomer, for real: clone, install, run, pack the plugin and install the pack. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from './check.ts';
import { must, newcomer, PROJECT, type Finished } from './command.ts';
import { emptyFolder } from './leftovers.ts';

export interface Clone {
  folder: string;
  installSeconds: number;
  gigabytes: number;
}

/** The last commit, cloned and installed with the machine's own node and npm. */
export const clone = once(async (): Promise<Clone> => {
  const folder = join(emptyFolder(), 'alongside');
  await must('git', ['clone', '--quiet', PROJECT, folder]);
  const { seconds } = await must('npm', ['install'], { cwd: folder, env: newcomer() });
  const { stdout } = await must('du', ['-sk', folder]);
  return { folder, installSeconds: seconds, gigabytes: Number.parseInt(stdout, 10) / 1024 ** 2 };
});

/** A command in the fresh clone. */
export async function inClone(command: string, ...args: string[]): Promise<Finished> {
  const { folder } = await clone();
  return must(command, args, { cwd: folder, env: newcomer() });
}

/** The packed plugin, installed into an empty folder; answers with what its program says to `args`. */
export async function packedPlugin(...args: string[]): Promise<Finished> {
  const home = emptyFolder();
  await inClone('npm', 'pack', '--silent', '--pack-destination', home);
  const tarball = (await readdir(home)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack left no tarball');
  const env = newcomer();
  await must('npm', ['install', '--silent', '--omit=dev', join(home, tarball)], { cwd: home, env });
  const { folder } = await clone();
  const { name, bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    bin?: Record<string, string>;
  };
  const program = Object.values(bin ?? {})[0];
  if (program === undefined) throw new Error('package.json names no program (bin) for the plugin');
  // The machine's own node may be too old for the plugin; the one that runs this check is not.
  return must(process.execPath, [join(home, 'node_modules', name, program), ...args], { cwd: home, env });
}
