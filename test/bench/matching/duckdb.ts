/** DuckDB at the same job, as the yardstick of the day and machine; installed when it is first asked for. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { must } from '../../accept/command.ts';
import { measured, type Cost } from './measured.ts';

const FOLDER = resolve(import.meta.dirname, '../../judges/duckdb');
const PACKAGE = '@duckdb/node-api';

export async function runDuckDb(ours: string, theirs: string, out: string): Promise<Cost> {
  const { dependencies } = manifest(FOLDER) as { dependencies: Record<string, string> };
  const installed = join(FOLDER, 'node_modules', PACKAGE);
  if (!existsSync(installed) || manifest(installed).version !== dependencies[PACKAGE])
    await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER });
  return measured(process.execPath, [join(FOLDER, 'match.ts'), ours, theirs, out], out);
}

function manifest(folder: string): { version?: string; dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ReturnType<typeof manifest>;
}
