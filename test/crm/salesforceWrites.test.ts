/** Salesforce: many rows in few calls, and rows that contend for locks and time. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../server/ports.ts';
import { overlap } from '../contract/rows.ts';
import { openSalesforceBench, type SalesforceBench } from '../contract/salesforceBench.ts';

describe('writing to Salesforce', () => {
  let bench: SalesforceBench;
  let accounts: string[];
  beforeAll(async () => {
    bench = await openSalesforceBench();
    accounts = Array.from({ length: 7_010 }, (_none, n) => bench.addAccount({ name: `Account ${n}` }));
    await bench.crm.describe();
  });
  afterEach(() => {
    bench.reset();
    bench.sandbox.org.cpuLimitAbove(undefined);
  });
  afterAll(() => bench.close());

  const update = (id: string, overlapCount: number): Change<'account'> => ({
    object: 'account',
    op: 'update',
    id,
    fields: { overlapCount },
  });
  const written = (outcomes: { status: string }[]) =>
    outcomes.filter((one) => one.status === 'written').length;

  it('sends 1,000 rows of several kinds in one call', async () => {
    const [partner = ''] = accounts;
    const changes: Change[] = [
      ...accounts.slice(0, 400).map((id) => update(id, 1)),
      ...accounts.slice(0, 600).map((id) => overlap(id, partner)),
    ];
    const before = bench.crm.calls();
    expect(written(await bench.crm.write(changes))).toBe(1_000);
    expect(bench.crm.calls() - before).toBe(1);
  });

  it('writes above 7,000 rows by a bulk job and matches each result to its row', async () => {
    const [partner = ''] = accounts;
    const changes = accounts.map((id, n) =>
      overlap(id, partner, n === 41 ? { row: 'x'.repeat(99) } : { score: n % 100 }),
    );
    const before = bench.crm.calls();
    const outcomes = await bench.crm.write(changes);
    expect(bench.crm.calls() - before).toBeLessThanOrEqual(10);
    expect(written(outcomes)).toBe(changes.length - 1);
    expect(outcomes[41]).toMatchObject({
      error: { fault: { kind: 'rejected', code: 'STRING_TOO_LONG', field: 'Row__c' } },
    });
    for (const place of [0, 40, 42, 7_009]) {
      const outcome = outcomes[place] as { id: string };
      const row = bench.sandbox.org.row('Account_Overlap__c', outcome.id);
      expect(row?.['Alongside_Key__c']).toBe(changes[place]?.fields.key);
      expect(row?.['Score__c']).toBe(place % 100);
    }
  });

  it('empties and keeps fields in a bulk job as it does row by row', async () => {
    for (const id of accounts)
      bench.sandbox.org.update('Account', id, { Overlap_Count__c: 7, Overlap_Partners__c: 'Kelvin' });
    const changes = accounts.map((id, n): Change<'account'> =>
      n % 2 === 0
        ? { ...update(id, 0), fields: { overlapCount: null } }
        : { ...update(id, 0), fields: { overlapPartners: 'A, "B"' } },
    );
    expect(written(await bench.crm.write(changes))).toBe(changes.length);
    const read = await bench.crm.get('account', accounts.slice(0, 2), ['overlapCount', 'overlapPartners']);
    expect(read.get(accounts[0] as string)?.fields).toEqual({
      overlapCount: null,
      overlapPartners: 'Kelvin',
    });
    expect(read.get(accounts[1] as string)?.fields).toEqual({ overlapCount: 7, overlapPartners: 'A, "B"' });
  });

  it('removes many rows by a bulk job, and those that are gone already are no failure', async () => {
    const rows = bench.sandbox.org.rows('Account_Overlap__c').map((row) => String(row['Id']));
    const [gone = ''] = rows;
    bench.sandbox.org.remove('Account_Overlap__c', gone);
    const before = bench.crm.calls();
    const outcomes = await bench.crm.write(
      rows.map((id): Change => ({ object: 'accountOverlap', op: 'remove', id, fields: {} })),
    );
    expect(bench.crm.calls() - before).toBeLessThanOrEqual(10);
    expect(outcomes[0]).toEqual({ status: 'unchanged', id: gone });
    expect(written(outcomes)).toBe(rows.length - 1);
    expect(bench.sandbox.org.rows('Account_Overlap__c')).toEqual([]);
  });

  it('refuses the one row whose value cannot be read, and writes the others of its batch', async () => {
    const [account = '', partner = ''] = accounts;
    const deal = bench.addDeal({ name: 'Deal', account, amount: 1 });
    const changes = Array.from({ length: 60 }, (_none, n): Change<'dealPartner'> => ({
      object: 'dealPartner',
      op: 'upsert',
      fields: { key: `dpa${n}`, deal, partner, joinedOn: n === 17 ? 'the other day' : '2026-11-22' },
    }));
    const outcomes = await bench.crm.write(changes);
    expect(written(outcomes)).toBe(59);
    expect(outcomes[17]).toMatchObject({ status: 'failed', error: { fault: { kind: 'rejected' } } });
  });

  it('lands all rows under a parent that takes few at a time', async () => {
    const [partner = '', hot = ''] = accounts;
    bench.sandbox.org.hotParent(hot, 3);
    const changes = Array.from({ length: 12 }, () => overlap(hot, partner));
    expect(written(await bench.crm.write(changes))).toBe(12);
    bench.sandbox.org.hotParent(hot, Infinity);
  });

  it('goes on in smaller calls when the org runs out of time on large ones', async () => {
    bench.sandbox.org.cpuLimitAbove(250);
    expect(written(await bench.crm.write(accounts.slice(0, 1_000).map((id) => update(id, 2))))).toBe(1_000);
  });

  it('says busy for a row that stays locked, and lets its siblings through', async () => {
    const [locked = '', open = ''] = accounts.slice(7_000);
    bench.lockAccount(locked, 50);
    const outcomes = await bench.crm.write([update(locked, 3), update(open, 3)]);
    expect(outcomes).toMatchObject([
      { status: 'failed', error: { fault: { kind: 'busy' } } },
      { status: 'written' },
    ]);
  });

  it('refuses an object that is not there with what to do, and writes the rest', async () => {
    const [id = ''] = accounts;
    bench.sandbox.org.unregister('Deal_Partner__c');
    const wanted: Change<'dealPartner'> = {
      object: 'dealPartner',
      op: 'upsert',
      fields: { key: 'dpa1', deal: id, partner: id },
    };
    const outcomes = await bench.crm.write([wanted, update(id, 4)]);
    expect(outcomes).toMatchObject([
      { status: 'failed', error: { fault: { kind: 'denied', what: 'Deal_Partner__c' } } },
      { status: 'written' },
    ]);
  });

  it('keeps what was done when the org goes away in the middle', async () => {
    await bench.crm.describe();
    bench.world.fail({
      crm: 'salesforce',
      path: /composite$/,
      skip: 1,
      times: Infinity,
      effect: { drop: 'before' },
    });
    const outcomes = await bench.crm.write(accounts.slice(0, 1_500).map((id) => update(id, 5)));
    expect(written(outcomes)).toBe(1_000);
    expect(outcomes[1_200]).toMatchObject({ status: 'failed', error: { fault: { kind: 'down' } } });
  });
});
