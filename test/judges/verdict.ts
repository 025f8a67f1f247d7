/** What every judge says and how it ends: a JSON line a step, and an exit code other than 0 if one fell short. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../accept/command.ts';

export interface Verdict {
  goal: unknown;
  value: unknown;
  ok: boolean;
}

export type Step = readonly [name: string, judge: () => Verdict | Promise<Verdict>];

/** @returns the exit code */
export async function judgeAll(who: string, steps: readonly Step[]): Promise<number> {
  let failed = 0;
  for (const [name, judge] of steps) {
    const verdict = await judge();
    if (!verdict.ok) failed += 1;
    console.log(JSON.stringify({ name: `${who}.${name}`, ...verdict }));
  }
  return failed === 0 ? 0 : 1;
}

/** Nothing to say against it. */
export function clean(findings: readonly string[]): Verdict {
  return { goal: [], value: findings, ok: findings.length === 0 };
}

/** A fault was put there, so a judge that is silent sees nothing at all. */
export function caught(findings: readonly string[], fault: RegExp): Verdict {
  const seen = findings.filter((finding) => fault.test(finding));
  return { goal: `a finding of ${fault.source}`, value: seen.slice(0, 3), ok: seen.length > 0 };
}

/** A judge's tools are large, so they are installed when they are first asked for, and again when others are named. */
export async function install(here: string): Promise<void> {
  if (!isInstalled(here))
    await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here });
}

/** Whether the tools that a judge names lie beside it, in the versions that it names. */
export function isInstalled(here: string): boolean {
  const { dependencies } = manifest(here) as { dependencies: Record<string, string> };
  return Object.entries(dependencies).every(([name, version]) => {
    const folder = join(here, 'node_modules', name);
    return existsSync(folder) && (manifest(folder) as { version: string }).version === version;
  });
}

function manifest(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
