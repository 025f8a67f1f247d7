/** Changes from HubSpot: each told once, none lost, and one search an object when there are none. */
import { describe, expect, it } from 'vitest';
import type { Change, ChangePage, ChangeQuery, Crm, CrmChange } from '../../server/ports.ts';
import type { HubSpotSandbox } from '../../server/sandbox/hubspot/index.ts';
import { all, openPortal } from './hubspotPortal.ts';

const query = (cursor?: string): ChangeQuery<'account'> => ({
  object: 'account',
  fields: ['name'],
  ...(cursor !== undefined && { cursor }),
});

async function poll<Name extends 'account' | 'accountOverlap'>(
  crm: Crm,
  asked: ChangeQuery<Name>,
): Promise<ChangePage> {
  const [page] = await crm.changesSince([asked as unknown as ChangeQuery]);
  if (!page) throw new Error('one page for each query');
  return page;
}

async function start(crm: Crm): Promise<string> {
  const page = await poll(crm, query());
  expect(page).toMatchObject({ changes: [], done: true, deletes: 'inferred' });
  return page.cursor;
}

async function drain(
  crm: Crm,
  cursor: string,
): Promise<{ changes: CrmChange[]; cursor: string; calls: number }> {
  const before = crm.calls();
  const changes: CrmChange[] = [];
  for (let at = cursor; ;) {
    const page = await poll(crm, query(at));
    changes.push(...page.changes);
    at = page.cursor;
    if (page.done) return { changes, cursor: at, calls: crm.calls() - before };
  }
}

/** HubSpot promises no order among equal stamps. */
function turnTies({ portal }: HubSpotSandbox): void {
  const { byModified } = portal.collection('companies').index;
  const inOrder = byModified.items.bind(byModified);
  byModified.items = () => inOrder().toReversed();
}

const idsOf = (changes: CrmChange[]) =>
  changes.flatMap((change) => (change.kind === 'touched' ? [change.record.id] : []));
const overlap = (account: string, key: string): Change => ({
  object: 'accountOverlap',
  op: 'upsert',
  fields: { key, account, partner: '9', row: key, tier: 'sure' },
});

describe('changes', () => {
  it('tells 2,000 changed companies in ten searches and nothing in the next poll', async () => {
    const { world, sandbox, crm } = await openPortal();
    const ids = Array.from(
      { length: 2_000 },
      (_, n) => sandbox.portal.create('companies', { name: `C${n}` }).id,
    );
    world.advance(600_000);
    const cursor = await start(crm);
    for (const id of ids) sandbox.portal.update('companies', id, { name: `${id} renamed` });
    const first = await drain(crm, cursor);
    expect(new Set(idsOf(first.changes))).toEqual(new Set(ids));
    expect(first.changes).toHaveLength(2_000);
    expect(first.calls).toBe(10);
    const quiet = await drain(crm, first.cursor);
    expect(quiet).toMatchObject({ changes: [], calls: 1 });
    expect(world.calls.count('hubspot')).toBe(crm.calls());
  });

  it.each(['in the order of their ids', 'in another order'])(
    'reads on behind any number of equal stamps %s',
    async (order) => {
      const { world, sandbox, crm, clock } = await openPortal();
      const cursor = await start(crm);
      const frozen = world.now();
      world.now = () => frozen;
      const ids = Array.from(
        { length: 1_000 },
        (_, n) => sandbox.portal.create('companies', { name: `C${n}` }).id,
      );
      if (order === 'in another order') turnTies(sandbox);
      const first = await drain(crm, cursor);
      expect(idsOf(first.changes).sort()).toEqual(ids);
      if (order === 'in the order of their ids') expect(first.calls).toBe(5);
      expect((await drain(crm, first.cursor)).calls).toBe(1);
      clock.advance(180_000);
      const settled = await drain(crm, first.cursor);
      expect(settled.changes).toEqual([]);
      clock.advance(180_000);
      expect(await drain(crm, settled.cursor)).toMatchObject({ changes: [], calls: 1 });
    },
  );

  it('still tells a change whose stamp was committed before ones already told', async () => {
    const { world, sandbox, crm } = await openPortal();
    const cursor = await start(crm);
    sandbox.portal.searchLag(5_000);
    const late = sandbox.portal.create('companies', { name: 'Late to search' }).id;
    sandbox.portal.searchLag(0);
    world.advance(1_000);
    const early = sandbox.portal.create('companies', { name: 'Seen at once' }).id;
    const first = await drain(crm, cursor);
    expect(idsOf(first.changes)).toEqual([early]);
    world.advance(10_000);
    expect(idsOf((await drain(crm, first.cursor)).changes)).toEqual([late]);
  });

  it('tells what changed while the pages were being read', async () => {
    const { sandbox, crm, world } = await openPortal();
    const cursor = await start(crm);
    const ids = Array.from(
      { length: 450 },
      (_, n) => sandbox.portal.create('companies', { name: `C${n}` }).id,
    );
    const page = await poll(crm, query(cursor));
    expect(page.done).toBe(false);
    world.advance(1_000);
    for (const id of ids.slice(0, 150)) sandbox.portal.update('companies', id, { name: 'again' });
    const rest = await drain(crm, page.cursor);
    expect(new Set([...idsOf(page.changes), ...idsOf(rest.changes)])).toEqual(new Set(ids));
    const again = rest.changes.filter(
      (change) => change.kind === 'touched' && change.record.fields['name' as never] === 'again',
    );
    expect(again).toHaveLength(150);
  });

  it('finds its way back from a position in the future', async () => {
    const { world, sandbox, crm } = await openPortal();
    sandbox.portal.create('companies', { name: 'Past' });
    world.advance(86_400_000);
    const ahead = sandbox.portal.create('companies', { name: 'From a clock gone wrong' }).id;
    let cursor = await start(crm);
    sandbox.portal.archive('companies', ahead);
    world.advance(-86_400_000);
    cursor = (await drain(crm, cursor)).cursor;
    const present = sandbox.portal.create('companies', { name: 'Present' }).id;
    expect(idsOf((await drain(crm, cursor)).changes)).toContain(present);
  });

  it('leaves rows in hand, so that writing to changed companies takes no second reading', async () => {
    const { sandbox, crm, clock } = await openPortal();
    const ids = Array.from({ length: 150 }, () => sandbox.portal.create('companies', { name: 'Before' }).id);
    const cursor = await start(crm);
    await crm.write(ids.map((id) => overlap(id, `old-${id}`)));
    clock.advance(600_000);
    for (const id of ids) sandbox.portal.update('companies', id, { name: 'After' });
    const { changes } = await drain(crm, cursor);
    expect(idsOf(changes)).toHaveLength(150);
    const before = crm.calls();
    await crm.write(ids.map((id) => overlap(id, `new-${id}`)));
    expect(crm.calls() - before).toBe(2);
    const rows = await all(crm.find({ object: 'accountOverlap', fields: ['key'] }));
    expect(rows).toHaveLength(300);
  });

  it('never takes a lagging search for the last word on rows', async () => {
    const { sandbox, crm, clock } = await openPortal();
    const id = sandbox.portal.create('companies', { name: 'A' }).id;
    const cursor = await start(crm);
    clock.advance(600_000);
    await crm.write([overlap(id, 'first')]);
    sandbox.portal.searchLag(60_000);
    await crm.write([overlap(id, 'second')]);
    await drain(crm, cursor);
    await crm.write([overlap(id, 'third')]);
    const text = sandbox.portal.object('companies', id)?.properties['alongside_overlaps'] ?? '';
    const { rows } = JSON.parse(text) as { rows: { key: string }[] };
    expect(rows.map(({ key }) => key)).toEqual(['first', 'second', 'third']);
  });

  it('refuses a position that is none of its own', async () => {
    const { crm } = await openPortal();
    const asked = poll(crm, query('yesterday'));
    await expect(asked).rejects.toMatchObject({ fault: { kind: 'rejected', code: 'badCursor' } });
  });

  it('tells the rows of a company whose rows were written', async () => {
    const { sandbox, crm } = await openPortal();
    const id = sandbox.portal.create('companies', { name: 'A' }).id;
    const rows: ChangeQuery<'accountOverlap'> = { object: 'accountOverlap', fields: ['key', 'account'] };
    const { cursor } = await poll(crm, rows);
    await crm.write([overlap(id, 'one')]);
    const page = await poll(crm, { ...rows, cursor });
    expect(page.changes).toMatchObject([{ kind: 'touched', record: { id: 'one', fields: { account: id } } }]);
  });
});

describe('merged companies', () => {
  it.each([false, true])(
    'keeps the rows of both, of a chain of merges too, and never brings a removed row back (id kept: %s)',
    async (mergeKeepsId) => {
      const { sandbox, crm, another } = await openPortal();
      sandbox.portal.switches.mergeKeepsId = mergeKeepsId;
      const [a, b, c] = ['A', 'B', 'C'].map((name) => sandbox.portal.create('companies', { name }).id) as [
        string,
        string,
        string,
      ];
      await crm.write([overlap(a, 'of-a'), overlap(b, 'of-b'), overlap(c, 'of-c')]);
      const cursor = await start(crm);
      const ab = sandbox.portal.merge('companies', a, b).id;
      const survivor = sandbox.portal.merge('companies', c, ab).id;
      const { changes, cursor: after } = await drain(crm, cursor);
      const merged = changes.filter((change) => change.kind === 'merged');
      expect(merged).toContainEqual({ kind: 'merged', ref: { object: 'account', id: a }, into: survivor });
      expect(merged).toContainEqual({ kind: 'merged', ref: { object: 'account', id: b }, into: survivor });
      const keys = async (of: Crm) =>
        (await all(of.find({ object: 'accountOverlap', fields: ['key', 'account'] }))).map(
          ({ id, fields }) => [id, fields.account],
        );
      expect(await keys(crm)).toEqual([
        ['of-a', survivor],
        ['of-b', survivor],
        ['of-c', survivor],
      ]);
      await crm.write([
        { object: 'accountOverlap', op: 'remove', fields: { key: 'of-b', account: survivor } },
      ]);
      const later = await another();
      sandbox.portal.update('companies', survivor, { name: 'Touched once more' });
      await drain(later, after);
      expect(await keys(later)).toEqual([
        ['of-a', survivor],
        ['of-c', survivor],
      ]);
    },
  );

  it('writes to the survivor when a row is written to a company merged away', async () => {
    const { sandbox, crm, another } = await openPortal();
    const [a, b] = ['A', 'B'].map((name) => sandbox.portal.create('companies', { name }).id) as [
      string,
      string,
    ];
    await crm.write([overlap(a, 'of-a'), overlap(b, 'of-b')]);
    const survivor = sandbox.portal.merge('companies', a, b).id;
    const outcomes = await (await another()).write([overlap(b, 'new')]);
    expect(outcomes).toEqual([{ status: 'written', id: 'new' }]);
    const text = sandbox.portal.object('companies', survivor)?.properties['alongside_overlaps'] ?? '';
    const { rows } = JSON.parse(text) as { rows: { key: string }[] };
    expect(rows.map(({ key }) => key).sort()).toEqual(['new', 'of-a', 'of-b']);
  });
});
