/** `npm run judge:hubspot`: HubSpot's own parser and bundler take our app, and its SDK's types the bodies that we send. */
import { install, judgeAll } from '../verdict.ts';

await install(import.meta.dirname);
// Only now, since they ask for what was installed.
const { STEPS } = await import('./steps.ts');
process.exitCode = await judgeAll('hubspot', STEPS);
