/** `npm run map`: which companies of two CSV files are the same, without a CRM, an account or anything stored. */
import { enableCompileCache } from 'node:module';

// Small lists are mapped sooner than the modules are compiled; modules that are imported before this is said are not kept.
enableCompileCache();
const { main } = await import('./map/command.ts');
process.exitCode = await main(process.argv.slice(2));
