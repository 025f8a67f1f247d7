/** The generated lists of a run, kept between runs until the generator changes. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, type Hot } from './generate.ts';

export interface Lists {
  ours: string;
  theirs: string;
  truth: string;
}

export interface Wanted {
  ours: number;
  theirs: number;
  seed: number;
  hot?: Hot | undefined;
}

/** Makes them if they are not there; whole or not at all, so that an interrupted run leaves no half list. */
export function listsOf(wanted: Wanted): Lists {
  const { ours, theirs, seed, hot } = wanted;
  const folder = join(
    tmpdir(),
    `alongside-lists-${ours}-${theirs}-${seed}-${hot ?? 'plain'}-${generatorDigest()}`,
  );
  if (!existsSync(folder)) {
    process.stderr.write(`making lists of ${ours} and ${theirs} companies\n`);
    const partial = `${folder}.${process.pid}`;
    generate({ ...wanted, folder: partial });
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  }
  const file = (name: string) => join(folder, `${name}.csv`);
  return { ours: file('OURS'), theirs: file('THEIRS'), truth: file('TRUTH') };
}

function generatorDigest(): string {
  const hash = createHash('sha256');
  const sources = ['company', 'countries', 'generate', 'languages', 'random', 'registry', 'written'];
  for (const name of sources) hash.update(readFileSync(join(import.meta.dirname, `${name}.ts`)));
  return hash.digest('hex').slice(0, 12);
}
