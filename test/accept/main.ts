/** `npm run accept -- NAME`: measures everything that an issue promises, one JSON line a promise. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Measured } from './check.ts';

const FRAME = new Set(['check', 'command', 'figure', 'leftovers', 'main', 'newcomer', 'proof']);
const BAD_USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...only]: string[]): Promise<number> {
  if (name === undefined || FRAME.has(name) || !existsSync(file(name))) {
    const names = readdirSync(import.meta.dirname).map((entry) => entry.replace(/\.ts$/, ''));
    const known = names.filter((entry) => !FRAME.has(entry));
    console.error(`Say what to check: npm run accept -- ${known.join(' | ')} [part of a check's name ...]`);
    return BAD_USAGE;
  }
  const { checks } = (await import(file(name))) as { checks: readonly Check[] };
  const chosen = checks.filter(
    (check) => only.length === 0 || only.some((part) => check.name.includes(part)),
  );
  if (chosen.length === 0)
    throw new Error(`no check of ${name} has a name that contains ${only.join(' or ')}`);
  let missed = 0;
  for (const check of chosen) {
    const { value, ok } = await measured(check);
    console.log(JSON.stringify({ name: check.name, goal: check.goal, value, ok }));
    if (!ok) missed += 1;
  }
  console.error(`${chosen.length - missed} met, ${missed} missed`);
  return missed === 0 ? 0 : 1;
}

/** A figure that cannot be had is a goal missed; the reason stands where the figure would. */
async function measured(check: Check): Promise<Measured> {
  try {
    return await check.measure();
  } catch (error) {
    return { value: error instanceof Error ? error.message : String(error), ok: false };
  }
}

function file(name: string): string {
  return join(import.meta.dirname, `${name}.ts`);
}
