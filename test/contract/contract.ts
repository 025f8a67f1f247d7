/** What an adapter of the Crm port must do whatever CRM is behind it; every adapter runs all of it. */
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Bench, Harness } from './bench.ts';
import { changes } from './changes.ts';
import { creates } from './creates.ts';
import { faults } from './faults.ts';
import { reads } from './reads.ts';
import { writes } from './writes.ts';

export function crmContract(harness: Harness): void {
  describe(harness.name, () => {
    let bench: Bench;
    beforeAll(async () => {
      bench = await harness.open();
    });
    afterEach(() => bench.reset());
    afterAll(() => bench.close());

    describe('writing', () => writes(() => bench));
    describe('making', () => creates(() => bench));
    describe('reading', () => reads(() => bench));
    describe('changes', () => changes(() => bench));
    describe('faults', () => faults(harness, () => bench));
  });
}
