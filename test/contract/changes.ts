/** Contract: what changed since a cursor. Changes are hints, so one told twice is allowed and one not told is not. */
import { expect, it } from 'vitest';
import type { ChangeQuery, CrmChange } from '../../server/ports.ts';
import type { Bench } from './bench.ts';

interface Feed {
  changes: CrmChange[];
  cursor: string;
  deletes: 'seen' | 'inferred';
}

export function changes(bench: () => Bench): void {
  const drain = async (cursor?: string): Promise<Feed> => {
    const told: CrmChange[] = [];
    for (let at = cursor; ;) {
      const [page] = await bench().crm.changesSince([namesOf('account', at)]);
      if (!page) throw new Error('a query without a page');
      told.push(...page.changes);
      at = page.cursor;
      if (page.done) return { changes: told, cursor: at, deletes: page.deletes };
    }
  };
  const start = async (): Promise<string> => {
    await bench().settle();
    const { changes: told, cursor } = await drain();
    expect(told).toEqual([]);
    return cursor;
  };
  const touched = (feed: Feed): string[] =>
    feed.changes.flatMap((change) => (change.kind === 'touched' ? [change.record.id] : []));

  it('starts from now and then tells what was added and changed, once', async () => {
    const { addAccount, renameAccount, settle } = bench();
    const old = addAccount({ name: 'Old' });
    const cursor = await start();
    const added = addAccount({ name: 'Added' });
    renameAccount(old, 'Renamed');
    await settle();
    const feed = await drain(cursor);
    expect(touched(feed).sort()).toEqual([old, added].sort());
    const names = feed.changes.flatMap((change) => (change.kind === 'touched' ? [change.record.fields] : []));
    expect(names).toEqual(expect.arrayContaining([{ name: 'Renamed' }, { name: 'Added' }]));
    expect((await drain(feed.cursor)).changes).toEqual([]);
  });

  it('tells again when a page was not acted upon', async () => {
    const { addAccount, settle } = bench();
    const cursor = await start();
    const added = addAccount({ name: 'Again' });
    await settle();
    expect(touched(await drain(cursor))).toContain(added);
    expect(touched(await drain(cursor))).toContain(added);
  });

  it('tells a delete where it says that deletes are seen, and an undelete as a change', async () => {
    const { addAccount, removeAccount, restoreAccount, settle } = bench();
    const account = addAccount({ name: 'Removed' });
    const cursor = await start();
    removeAccount(account);
    await settle();
    const feed = await drain(cursor);
    if (feed.deletes === 'seen')
      expect(feed.changes).toContainEqual(
        expect.objectContaining({ kind: 'gone', ref: { object: 'account', id: account } }),
      );
    if (!restoreAccount) return;
    restoreAccount(account);
    await settle();
    expect(touched(await drain(feed.cursor))).toContain(account);
  });

  it('tells a merge with its survivor where it says that deletes are seen', async () => {
    const { addAccount, mergeAccounts, settle } = bench();
    const [a, b, c] = [addAccount({ name: 'A' }), addAccount({ name: 'B' }), addAccount({ name: 'C' })];
    const cursor = await start();
    await settle();
    const survivor = mergeAccounts(c, mergeAccounts(b, a));
    await settle();
    const feed = await drain(cursor);
    expect(touched(feed)).toContain(survivor);
    if (feed.deletes === 'seen')
      expect(feed.changes).toContainEqual({
        kind: 'merged',
        ref: { object: 'account', id: a },
        into: survivor,
      });
  });

  it('polls several objects at once, each with its own cursor', async () => {
    const { crm, addAccount, addDeal, settle } = bench();
    await settle();
    const [accounts, deals] = await crm.changesSince([namesOf('account'), namesOf('deal')]);
    const account = addAccount({ name: 'Several' });
    const deal = addDeal({ name: 'Several', account, amount: 1 });
    await settle();
    const pages = await crm.changesSince([
      namesOf('account', accounts?.cursor),
      namesOf('deal', deals?.cursor),
    ]);
    const ids = pages.map((page) =>
      page.changes.flatMap((change) => (change.kind === 'touched' ? [change.record.id] : [])),
    );
    expect(ids[0]).toContain(account);
    expect(ids[1]).toContain(deal);
  });
}

function namesOf(object: 'account' | 'deal', cursor?: string): ChangeQuery {
  const fields = ['name'] as readonly string[] as ChangeQuery['fields'];
  return { object, fields, ...(cursor !== undefined && { cursor }) };
}
