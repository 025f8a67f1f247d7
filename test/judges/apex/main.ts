/** `npm run judge:apex`: our Apex and metadata before Salesforce's analyzer, as its security review asks, and before apex-ls. */
import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from '../../accept/command.ts';
import { emptyFolder } from '../../accept/leftovers.ts';
import { install, judgeAll } from '../verdict.ts';

process.exitCode = await judge();

async function judge(): Promise<number> {
  if (spawnSync('java', ['-version']).error) {
    console.log(JSON.stringify({ name: 'apex', skipped: 'needs Java 11 or later' }));
    return 0;
  }
  await install(import.meta.dirname);
  // Only now, since they ask for what was installed.
  const { steps } = await import('./steps.ts');
  return judgeAll('apex', await steps(await copy(), await copy()));
}

/** The package as it stands, in a folder of its own. */
async function copy(): Promise<string> {
  const project = join(emptyFolder(), 'salesforce-package');
  await cp(join(PROJECT, 'salesforce-package'), project, { recursive: true });
  return project;
}
