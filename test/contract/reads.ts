/** Contract: reading by condition and by id. */
import { expect, it } from 'vitest';
import type { Bench } from './bench.ts';
import { all, overlap } from './rows.ts';

export function reads(bench: () => Bench): void {
  it('finds every record once, in ascending id, and goes on after any of them', async () => {
    const { crm, addAccount, settle } = bench();
    const added = Array.from({ length: 250 }, (_none, n) =>
      addAccount({ name: `Page ${n}`, website: `page${n}.example` }),
    );
    await settle();
    const found = (await all(crm, { object: 'account', fields: ['name'] })).map((record) => record.id);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(expect.arrayContaining(added));
    const middle = found[Math.floor(found.length / 2)] as string;
    const rest = (await all(crm, { object: 'account', fields: ['name'], after: middle })).map(
      (record) => record.id,
    );
    expect(rest).toEqual(found.slice(found.indexOf(middle) + 1));
  });

  it('takes any number of values in a condition', async () => {
    const { crm, addAccount, settle } = bench();
    const [account, partner] = [addAccount({ name: 'Many' }), addAccount({ name: 'Partner' })];
    const changes = [overlap(account, partner), overlap(account, partner)];
    await crm.write(changes);
    await settle();
    const keys = Array.from({ length: 1_500 }, (_none, n) => `ovlnone${n}`.padEnd(29, 'x'));
    const wanted = changes.map((change) => change.fields.key as string);
    const where = [
      { field: 'account', in: [account] },
      { field: 'key', in: [...keys.slice(0, 700), ...wanted, ...keys.slice(700)] },
    ] as const;
    const found = await all(crm, { object: 'accountOverlap', fields: ['key'], where });
    expect(found.map((record) => record.fields.key).sort()).toEqual(wanted.sort());
    expect(
      await all(crm, { object: 'accountOverlap', fields: ['key'], where: [{ field: 'account', in: [] }] }),
    ).toEqual([]);
  });

  it('leaves out what is gone or was never there', async () => {
    const { crm, addAccount, removeAccount, absentAccount } = bench();
    const [kept, gone] = [addAccount({ name: 'Kept' }), addAccount({ name: 'Gone' })];
    removeAccount(gone);
    const read = await crm.get('account', [kept, gone, absentAccount, 'no id at all'], ['name']);
    expect([...read.keys()]).toEqual([kept]);
  });

  it('answers a merged id with the survivor, through merges of merges', async () => {
    const { crm, addAccount, mergeAccounts } = bench();
    const [a, b, c] = [addAccount({ name: 'A' }), addAccount({ name: 'B' }), addAccount({ name: 'C' })];
    const first = mergeAccounts(b, a);
    const survivor = mergeAccounts(c, first);
    const read = await crm.get('account', [a], ['name']);
    expect(read.get(a)?.id).toBe(survivor);
  });

  it('leaves a hidden field out instead of calling it empty, and never writes it', async ({ skip }) => {
    const { crm, addAccount, hideAccountField, showAccountFields } = bench();
    if (!hideAccountField || !showAccountFields) return skip('this CRM hides no single fields');
    const account = addAccount({ name: 'Hidden' });
    await crm.write([
      { object: 'account', op: 'update', id: account, fields: { overlapPartners: 'Kelvin' } },
    ]);
    hideAccountField('overlapPartners');
    await crm.describe();
    const read = await crm.get('account', [account], ['name', 'overlapPartners']);
    expect(read.get(account)?.fields).toEqual({ name: 'Hidden' });
    const outcome = await crm.write([
      { object: 'account', op: 'update', id: account, fields: { overlapPartners: 'Other' } },
    ]);
    expect(outcome).toMatchObject([{ status: 'failed', error: { fault: { kind: 'denied' } } }]);
    showAccountFields();
    await crm.describe();
    const after = await crm.get('account', [account], ['overlapPartners']);
    expect(after.get(account)?.fields).toEqual({ overlapPartners: 'Kelvin' });
  });

  it('reads money in the company currency', async () => {
    const { crm, addAccount, addDeal } = bench();
    const account = addAccount({ name: 'Money' });
    const deal = addDeal({ name: 'Deal', account, amount: 1234.5 });
    const { currency } = await crm.describe();
    const read = await crm.get('deal', [deal], ['amount', 'account', 'closed']);
    expect(read.get(deal)?.fields).toEqual({
      amount: { minor: 123_450, currency: currency.company },
      account,
      closed: false,
    });
  });
}
