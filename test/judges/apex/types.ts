/** apex-ls, which knows the platform's types and reads our own from our metadata. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const JARS = join(import.meta.dirname, 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib');
const CHECK = 'io.github.apexdevtools.apexls.CheckForIssues';

/** What it says against the classes of an SFDX project, a line a finding. */
export function typed(project: string): string[] {
  const args = ['-cp', join(JARS, '*'), CHECK, '--detail', 'errors', '-n', '-w', project];
  const { status, stdout, stderr } = spawnSync('java', args, { encoding: 'utf8' });
  if (status === 0) return [];
  return `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '');
}
