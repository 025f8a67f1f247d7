/** `npm run judge:apex`: apex-ls type-checks our classes against our objects, and finds a fault that is put there; one JSON line a step. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must, PROJECT } from '../../accept/command.ts';
import { emptyFolder } from '../../accept/leftovers.ts';

const HERE = import.meta.dirname;
const JARS = join(HERE, 'node_modules/@salesforce/code-analyzer-pmd-engine/dist/java-lib');
const CHECK = 'io.github.apexdevtools.apexls.CheckForIssues';
const FAULT = 'public class Faulty { void read() { Deal_Partner__c row; row.No_Such__c = 1; } }\n';

process.exitCode = await judge();

async function judge(): Promise<number> {
  if (spawnSync('java', ['-version']).error) {
    console.log(JSON.stringify({ name: 'apex.types', skipped: 'needs Java 11 or later' }));
    return 0;
  }
  if (!existsSync(JARS))
    await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HERE });
  const project = join(emptyFolder(), 'salesforce-package');
  await cp(join(PROJECT, 'salesforce-package'), project, { recursive: true });
  const ours = checked(project);
  console.log(JSON.stringify({ name: 'apex.types', ok: ours.ok, ...(!ours.ok && { reason: ours.said }) }));
  await writeFile(join(project, 'force-app/main/default/classes/Faulty.cls'), FAULT);
  const found = !checked(project).ok;
  console.log(JSON.stringify({ name: 'apex.types finds a fault', ok: found }));
  return ours.ok && found ? 0 : 1;
}

function checked(project: string): { ok: boolean; said: string } {
  const args = ['-cp', join(JARS, '*'), CHECK, '--detail', 'errors', '-n', '-w', project];
  const { status, stdout, stderr } = spawnSync('java', args, { encoding: 'utf8' });
  return { ok: status === 0, said: `${stdout}${stderr}`.trim() };
}
