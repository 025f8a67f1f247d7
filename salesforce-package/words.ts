/** The words' own code as an LWC module, since an org takes JavaScript only and what says a sentence must exist once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const SHARED = join(import.meta.dirname, '..', 'shared');
const FOLDER = 'force-app/main/default/lwc/alongsideWords';
const MODULES = ['views/words/say.ts', 'views/words/format.ts', 'domain/money.ts'];

const INDEX = `/** What of the shared code the cards use; printed by \`npm run print:salesforce\`, like the files beside it. */
export { say, sayValue } from './say';
export { formattersFor } from './format';
export { decimalOf, moneyOf } from './money';
`;

const META = `<?xml version="1.0" encoding="UTF-8"?>
<LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">
    <apiVersion>65.0</apiVersion>
    <isExposed>false</isExposed>
</LightningComponentBundle>
`;

/** Contents by path below `salesforce-package/`. */
export function wordsModule(): Map<string, string> {
  return new Map([
    [`${FOLDER}/alongsideWords.js`, INDEX],
    [`${FOLDER}/alongsideWords.js-meta.xml`, META],
    ...MODULES.map((path): [string, string] => [`${FOLDER}/${nameOf(path)}.js`, compiled(path)]),
  ]);
}

function compiled(path: string): string {
  const { outputText } = ts.transpileModule(readFileSync(join(SHARED, path), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return outputText.replace(/from '[^']*?(\w+)\.ts'/g, "from './$1'");
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ts$/, '');
}
