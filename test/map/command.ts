/** Runs `npm run map` as a person does: a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../server/map.ts', import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface OutRow {
  ours_id: string;
  theirs_id: string;
  score: string;
  tier: string;
  reasons: string;
}

/** A folder for each test, gone afterwards. */
export function useFolder() {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'map-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const at = (name: string): string => join(folder, name);

  /** @param interrupt is asked at each text on stderr whether to press Ctrl-C now */
  const run = (args: readonly string[], interrupt?: (stderr: string) => boolean): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder });
      let [stdout, stderr] = ['', ''];
      let interrupted = false;
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => {
        stderr += chunk.toString();
        if (interrupted || !interrupt?.(stderr)) return;
        interrupted = true;
        // Twice, as it comes through npm from a terminal.
        child.kill('SIGINT');
        child.kill('SIGINT');
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });

  return {
    at,
    run,
    files: () => readdir(folder),
    write: (name: string, content: string | Uint8Array) => writeFile(at(name), content),
    read: (name: string) => readFile(at(name), 'utf8'),
    /** Writes both lists and maps them into OUT.csv. */
    async map(ours: string | Uint8Array, theirs: string | Uint8Array): Promise<Outcome & { rows: OutRow[] }> {
      await writeFile(at('A.csv'), ours);
      await writeFile(at('B.csv'), theirs);
      const outcome = await run(['--ours', 'A.csv', '--theirs', 'B.csv', '--out', 'OUT.csv', '--json']);
      const text = await readFile(at('OUT.csv'), 'utf8');
      return { ...outcome, rows: parse(text, { columns: true }) as unknown as OutRow[] };
    },
  };
}
