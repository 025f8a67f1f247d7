/** What only a test can show (kill -9, another tenant, a merge chain) is accepted when its tests exist and passed. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { holds, once, type Check } from './check.ts';
import { PROJECT, run } from './command.ts';
import { emptyFolder } from './leftovers.ts';

interface Report {
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

interface Proof {
  /** Path in the project and full name of the test, and how it ended. */
  test: string;
  status: string;
}

/** The tests under these paths, or all; run once however many checks look at them. */
export const testsIn = (...paths: string[]) => once(() => runTests(paths));

/** `npm test` as it is. */
export const tests = testsIn();

async function runTests(paths: readonly string[]) {
  const file = join(emptyFolder(), 'report.json');
  const reporters = ['default', './test/reporter.ts', 'json'].map((name) => `--reporter=${name}`);
  const finished = await run('npm', ['test', '--', ...paths, ...reporters, `--outputFile.json=${file}`]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const proofs: Proof[] = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      test: `${relative(PROJECT, name)} ${fullName}`,
      status,
    })),
  );
  for (const { test } of proofs.filter(({ status }) => status === 'failed')) console.error(`failed: ${test}`);
  return { ...finished, lastLine: finished.stdout.trimEnd().split('\n').at(-1) ?? '', proofs };
}

/**
 * For each of the patterns at least one test ran and passed, and none failed. A test that a CRM or machine cannot take
 * (no single fields to hide, no schema file) says so by being skipped, and is counted apart.
 */
export function proved(name: string, goal: string, ...patterns: RegExp[]): Check {
  return provedBy(tests, name, goal, ...patterns);
}

/** As `proved`, by some of the tests only. */
export function provedBy(
  some: ReturnType<typeof testsIn>,
  name: string,
  goal: string,
  ...patterns: RegExp[]
): Check {
  return holds(name, `${goal}: its tests exist and pass`, async () => {
    const { proofs } = await some();
    const found = patterns.map((pattern) => proofs.filter(({ test }) => pattern.test(test)));
    const all = [...new Set(found.flat())];
    const skipped = all.filter(({ status }) => isSkipped(status)).length;
    return {
      value: skipped === 0 ? all.length : `${all.length - skipped}, ${skipped} skipped`,
      ok: found.every(
        (matched) =>
          matched.some(({ status }) => status === 'passed') &&
          matched.every(({ status }) => status === 'passed' || isSkipped(status)),
      ),
    };
  });
}

function isSkipped(status: string): boolean {
  return status === 'skipped' || status === 'pending';
}
