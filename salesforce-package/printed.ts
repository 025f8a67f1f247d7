/** Everything in this project that is printed rather than written, and how a file of it is told from one made by hand. */
import { isPrinted as isSchema, sourceFiles } from '../server/crm/salesforce/source.ts';
import { analyzerSettings } from './analyzer.ts';
import { fieldsClass } from './fields.ts';
import { layouts } from './layouts.ts';
import { listViews } from './lists.ts';
import { reports } from './reports.ts';
import { wordsModule } from './words.ts';

/** Contents by path below `salesforce-package/`. */
export function printed(): Map<string, string> {
  return new Map([
    ...sourceFiles(),
    ...listViews(),
    ...layouts(),
    ...reports(),
    ...wordsModule(),
    ...fieldsClass(),
    ...analyzerSettings(),
  ]);
}

/** Whether a path is one that only printing makes: what stands there and is no longer printed goes. */
export function isPrinted(path: string): boolean {
  return (
    isSchema(path) ||
    /\.(listView|compactLayout|layout|reportType|report|reportFolder)-meta\.xml$/.test(path) ||
    /\/tabs\/\w+__c\.tab-meta\.xml$/.test(path) ||
    /\/lwc\/alongsideWords\//.test(path)
  );
}
