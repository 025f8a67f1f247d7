/** `npm run judge:hubspot`: HubSpot's own project parser and bundler take our app; one JSON line a step. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../accept/command.ts';

const HERE = import.meta.dirname;

process.exitCode = await judge();

async function judge(): Promise<number> {
  await install();
  // Only now, since they are what was installed.
  const { STEPS } = await import('./steps.ts');
  let failed = 0;
  for (const [name, step] of STEPS) {
    const { ok, ...seen } = await step();
    if (!ok) failed += 1;
    console.log(JSON.stringify({ name: `hubspot.${name}`, ok, ...seen }));
  }
  return failed === 0 ? 0 : 1;
}

/** HubSpot's tools are large, so they are installed when they are first asked for. */
async function install(): Promise<void> {
  if (existsSync(join(HERE, 'node_modules', '@hubspot', 'ui-extensions-dev-server'))) return;
  await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HERE });
}
