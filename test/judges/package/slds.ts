/** The linter of the Lightning Design System. */
import { lint } from '@salesforce-ux/slds-linter/executor';
import { relative } from 'node:path';

/** What it says for a value that the design system has no word for; CSS cannot do without lengths. */
const NO_WORD = /no replacement styling hook/;

/** Errors, and warnings that say what to write instead. */
export async function unlikeSlds(project: string): Promise<string[]> {
  const before = process.cwd();
  // It looks at nothing outside the folder in which it is started.
  process.chdir(project);
  try {
    const results = await lint({ directory: 'force-app/main/default/lwc' });
    if (results.length === 0) throw new Error('The linter found no component.');
    return results.flatMap(({ filePath, errors, warnings }) =>
      [...errors, ...warnings.filter(({ message }) => !NO_WORD.test(message))].map(
        ({ line, message, ruleId }) => `${relative(project, filePath)}:${line} ${ruleId} ${message}`,
      ),
    );
  } finally {
    process.chdir(before);
  }
}
