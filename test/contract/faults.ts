/** Contract: what an adapter makes of a vendor's bad moments. */
import { expect, it } from 'vitest';
import type { Bench, Harness } from './bench.ts';
import { overlap } from './rows.ts';

export function faults(harness: Harness, bench: () => Bench): void {
  it('renews an expired token once, however many requests meet it', async () => {
    const { crm, addAccount, expireTokens, tokensAsked } = bench();
    const accounts = Array.from({ length: 3 }, (_none, n) => addAccount({ name: `Token ${n}` }));
    const before = tokensAsked();
    expireTokens();
    const read = await Promise.all(accounts.map((id) => crm.get('account', [id], ['name'])));
    expect(read.map((found) => found.size)).toEqual([1, 1, 1]);
    expect(tokensAsked() - before).toBe(1);
  });

  it('leaves no twin when the answer to a write is lost after it was done', async () => {
    const { crm, addAccount, loseAnswers, overlapsStored } = bench();
    const [account, partner] = [addAccount({ name: 'Lost' }), addAccount({ name: 'Partner' })];
    const change = overlap(account, partner);
    loseAnswers(1);
    const [outcome] = await crm.write([change]);
    expect(outcome?.status).not.toBe('failed');
    expect(overlapsStored(account, change.fields.key as string)).toBe(1);
  });

  it('waits when it is told to, and then goes on', async () => {
    const { crm, addAccount, throttle } = bench();
    const account = addAccount({ name: 'Throttled' });
    throttle();
    const read = await crm.get('account', [account], ['name']);
    expect(read.size).toBe(1);
  });

  it('stops when the day is spent, without asking again and again', async () => {
    const { crm, addAccount, exhaust, counted } = bench();
    const account = addAccount({ name: 'Spent' });
    exhaust();
    const before = counted();
    await expect(crm.get('account', [account], ['name'])).rejects.toMatchObject({
      fault: { kind: 'exhausted' },
    });
    expect(counted() - before).toBeLessThanOrEqual(2);
  });

  it('counts the requests that really left', async () => {
    const other = await harness.open();
    try {
      const account = other.addAccount({ name: 'Counted' });
      await other.crm.get('account', [account], ['name']);
      await other.crm.write([overlap(account, account)]);
      expect(other.crm.calls()).toBe(other.counted());
    } finally {
      await other.close();
    }
  });
}
