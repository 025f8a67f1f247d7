/** How the tests run: in their own processes, once, and the pure rules again on the other side of the date line. */
import { defineConfig } from 'vitest/config';
import { lwc } from './test/cards/salesforce/compile.ts';

const all = 'test/**/*.test.ts';
const pure = 'test/{domain,schema,contract,views}/**/*.test.ts';

export default defineConfig({
  test: {
    environment: 'node',
    reporters: ['default', './test/reporter.ts'],
    // Processes, not threads: only a process can have a time zone of its own.
    pool: 'forks',
    maxWorkers: 2,
    // Generous, since a store or a sandbox may have to start; a test must never depend on being fast.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: [all],
          exclude: ['test/judges/**'],
          // Half an hour off the grid, with daylight saving.
          env: { TZ: 'America/St_Johns' },
        },
      },
      {
        extends: true,
        test: {
          name: 'date line',
          include: [pure],
          // The first zone to see a new day: a date that leaks the process zone is a day off here.
          env: { TZ: 'Pacific/Kiritimati' },
        },
      },
      {
        extends: true,
        plugins: [lwc()],
        test: {
          name: 'Salesforce cards',
          include: ['test/cards/salesforce/**/*.test.js'],
          environment: 'jsdom',
          setupFiles: ['./test/cards/salesforce/setup.js'],
        },
      },
    ],
  },
});
