/** What is asked of the package, and for each question a fault in a copy that has to be found. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROJECT } from '../../accept/command.ts';
import { emptyFolder } from '../../accept/leftovers.ts';
import { caught, clean, type Step } from '../verdict.ts';
import { converted } from './convert.ts';
import { misformatted } from './format.ts';
import { unlikeSlds } from './slds.ts';

const MAIN = 'force-app/main/default';

export const STEPS: readonly Step[] = [
  ['convert', async () => clean(await converted(await copy()))],
  [
    'convert finds a file of no component',
    async () => caught(await converted(await copy({ 'layouts/Stray.txt': 'stray\n' })), /Stray\.txt/),
  ],
  ['slds', async () => clean(await unlikeSlds(await copy()))],
  [
    'slds finds a colour of its own',
    async () =>
      caught(
        await unlikeSlds(
          await copy({ 'lwc/alongsideNotice/alongsideNotice.css': 'p { color: #ba0517; }\n' }),
        ),
        /no-hardcoded-values/,
      ),
  ],
  ['format', async () => clean(await misformatted(await copy()))],
  [
    'format finds a crooked class',
    async () =>
      caught(
        await misformatted(await copy({ 'classes/Crooked.cls': 'public class Crooked{\n\n\n}' })),
        /Crooked\.cls/,
      ),
  ],
];

/** The package in a folder of its own, with these files of `main/default` added or replaced. */
async function copy(faults: Readonly<Record<string, string>> = {}): Promise<string> {
  const project = join(emptyFolder(), 'salesforce-package');
  await cp(join(PROJECT, 'salesforce-package'), project, { recursive: true });
  for (const [path, content] of Object.entries(faults)) {
    await mkdir(dirname(join(project, MAIN, path)), { recursive: true });
    await writeFile(join(project, MAIN, path), content);
  }
  return project;
}
