/** A bulk job that fails or is aborted says nothing about its rows, so they go another way and all land, once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overlap } from '../contract/rows.ts';
import { openSalesforceBench, type SalesforceBench } from '../contract/salesforceBench.ts';

const ROWS = 7_001;

describe('a bulk job that comes to nothing', () => {
  let bench: SalesforceBench;
  let accounts: string[];
  beforeAll(async () => {
    bench = await openSalesforceBench();
    accounts = Array.from({ length: ROWS }, (_none, n) => bench.addAccount({ name: `Account ${n}` }));
  });
  afterAll(() => bench.close());

  it.each(['Failed', 'Aborted'])('%s: its rows are written all the same, none twice', async (state) => {
    const stored = () => bench.sandbox.org.rows('Account_Overlap__c').length;
    const [partner = ''] = accounts;
    const changes = accounts.map((id) => overlap(id, partner));
    const [before, callsBefore] = [stored(), bench.crm.calls()];
    bench.world.fail({
      crm: 'salesforce',
      method: 'GET',
      path: /\/jobs\/ingest\/[^/]+$/,
      effect: {
        answer: {
          status: 200,
          body: { state, errorMessage: 'stopped by an administrator', numberRecordsProcessed: 0 },
        },
      },
    });
    const outcomes = await bench.crm.write(changes);
    expect(outcomes.filter(({ status }) => status === 'written')).toHaveLength(ROWS);
    expect(stored() - before).toBe(ROWS);
    expect(bench.crm.calls() - callsBefore).toBeLessThanOrEqual(20);
  });
});
