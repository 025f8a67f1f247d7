/** Salesforce: following changes with few calls and without missing any. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeQuery, CrmChange } from '../../server/ports.ts';
import { openSalesforceBench, type SalesforceBench } from '../contract/salesforceBench.ts';

const MINUTE = 60_000;

describe('following Salesforce', () => {
  let bench: SalesforceBench;
  beforeEach(async () => {
    bench = await openSalesforceBench();
    await bench.crm.get('account', [], []);
  });
  afterEach(() => bench.close());

  const query = (object: ChangeQuery['object'], cursor?: string): ChangeQuery => ({
    object,
    fields: (object === 'account' ? ['name'] : []) as readonly string[] as ChangeQuery['fields'],
    ...(cursor !== undefined && { cursor }),
  });
  const drain = async (cursor?: string) => {
    const before = bench.crm.calls();
    const changes: CrmChange[] = [];
    for (let at = cursor; ;) {
      const [page] = await bench.crm.changesSince([query('account', at)]);
      changes.push(...(page?.changes ?? []));
      at = page?.cursor ?? '';
      if (page?.done) return { changes, cursor: at, calls: bench.crm.calls() - before };
    }
  };
  const ids = (changes: CrmChange[]) =>
    changes.map((change) => (change.kind === 'touched' ? change.record.id : change.ref.id));
  const add = (count: number) =>
    Array.from({ length: count }, (_none, n) => bench.addAccount({ name: `Account ${n}` }));

  it('reads 10,000 changes in 5 calls, and costs 1 call when nothing changed since', async () => {
    const start = await drain();
    const added = add(10_000);
    bench.world.advance(1_000);
    const feed = await drain(start.cursor);
    expect(ids(feed.changes).sort()).toEqual(added);
    expect(feed.calls).toBe(5);
    const quiet = await drain(feed.cursor);
    expect(quiet).toMatchObject({ changes: [], calls: 1 });
  });

  it('asks for five objects in one call', async () => {
    const objects = ['account', 'deal', 'accountOverlap', 'dealPartner', 'partnerProgram'] as const;
    const before = bench.crm.calls();
    const pages = await bench.crm.changesSince(objects.map((object) => query(object)));
    expect(pages.map((page) => page.done)).toEqual(objects.map(() => true));
    expect(bench.crm.calls() - before).toBe(1);
  });

  it('leaves the cursor as it is while nothing happens', async () => {
    const start = await drain();
    bench.world.advance(30 * MINUTE);
    const [page] = await bench.crm.changesSince([query('account', start.cursor)]);
    expect(page?.cursor).toBe(start.cursor);
  });

  it('tells thousands of records with one stamp exactly once', async () => {
    const start = await drain();
    const added = add(5_000);
    const stamp = Math.floor(bench.world.now() / 1000) * 1000;
    for (const id of added) bench.sandbox.org.force('Account', id, { SystemModstamp: stamp });
    const feed = await drain(start.cursor);
    expect(ids(feed.changes).sort()).toEqual(added);
  });

  it('tells a record that is committed long after its stamp', async () => {
    const start = await drain();
    const [late = ''] = add(1);
    bench.sandbox.org.commitLate([late], 8 * MINUTE);
    const during = add(2_100);
    bench.world.advance(7 * MINUTE);
    const feed = await drain(start.cursor);
    expect(ids(feed.changes).sort()).toEqual(during);
    bench.world.advance(2 * MINUTE);
    expect(ids((await drain(feed.cursor)).changes)).toEqual([late]);
  });

  it('tells a record again each time it changes, within one second too', async () => {
    const start = await drain();
    const [id = ''] = add(1);
    const first = await drain(start.cursor);
    const { SystemModstamp: stamp } = bench.sandbox.org.row('Account', id) ?? {};
    bench.renameAccount(id, 'Another');
    bench.sandbox.org.force('Account', id, { SystemModstamp: Date.parse(String(stamp)) });
    const second = await drain(first.cursor);
    expect(second.changes).toMatchObject([{ kind: 'touched', record: { id, fields: { name: 'Another' } } }]);
  });

  it('takes nothing from a cursor of the future, and is right again afterwards', async () => {
    bench.world.advance(60 * MINUTE);
    add(3);
    const ahead = await drain();
    bench.world.advance(-60 * MINUTE);
    add(3);
    const feed = await drain(ahead.cursor);
    expect(feed.changes).toEqual([]);
    const added = add(2);
    bench.world.advance(1_000);
    expect(ids((await drain(feed.cursor)).changes).sort()).toEqual(added);
  });

  it('tells deletes, merges through their chain, and undeletes', async () => {
    const [a = '', b = '', c = '', d = ''] = add(4);
    const start = await drain();
    bench.world.advance(1_000);
    bench.mergeAccounts(b, a);
    bench.mergeAccounts(c, b);
    bench.removeAccount(d);
    bench.world.advance(1_000);
    const feed = await drain(start.cursor);
    const merged = (id: string) => ({ kind: 'merged', ref: { object: 'account', id }, into: c });
    const gone = expect.objectContaining({ kind: 'gone', ref: { object: 'account', id: d } }) as unknown;
    expect(feed.changes).toEqual(expect.arrayContaining([merged(a), merged(b), gone]));
    expect(ids(feed.changes)).toContain(c);
    bench.restoreAccount?.(d);
    bench.world.advance(1_000);
    const after = await drain(feed.cursor);
    expect(after.changes).toMatchObject([{ kind: 'touched', record: { id: d } }]);
  });

  it('goes on with the page it stopped at when a scan is cut short', async () => {
    const start = await drain();
    const added = add(4_500);
    bench.world.advance(1_000);
    const [first] = await bench.crm.changesSince([query('account', start.cursor)]);
    expect(first?.done).toBe(false);
    bench.renameAccount(added[0] as string, 'Moved up during the scan');
    bench.world.advance(1_000);
    const rest = await drain(first?.cursor);
    const last = await drain(rest.cursor);
    const told = new Set(ids([...(first?.changes ?? []), ...rest.changes, ...last.changes]));
    expect([...told].sort()).toEqual(added);
  });
});
