/** Ends the output of every test run with one line that people and scripts can rely on: `N passed, N failed`. */
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

const STDOUT = 1;

export default class LastLine implements Reporter {
  /** What stands if the run never gets to its end. */
  private line = '0 passed, 1 failed';

  onInit(): void {
    process.once('exit', () => writeSync(STDOUT, `${this.line}\n`));
  }

  /** A module that does not load and an error outside any test count as one failure each. */
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    const skipped = count.skipped + count.pending;
    this.line = `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  }
}
