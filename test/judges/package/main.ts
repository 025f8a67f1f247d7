/** `npm run judge:package`: our Salesforce package before the tools that convert, lint and format such packages. */
import { install, judgeAll } from '../verdict.ts';

await install(import.meta.dirname);
// Only now, since they ask for what was installed.
const { STEPS } = await import('./steps.ts');
process.exitCode = await judgeAll('package', STEPS);
