/** Contract: writing by our key and by the CRM's id, one outcome for each change. */
import { expect, it } from 'vitest';
import type { Change } from '../../server/ports.ts';
import type { Bench } from './bench.ts';
import { all, newKey, overlap } from './rows.ts';

export function writes(bench: () => Bench): void {
  it('upserts by our key, so that doing it twice leaves one record', async () => {
    const { crm, addAccount, overlapsStored } = bench();
    const [account, partner] = [addAccount({ name: 'Twice' }), addAccount({ name: 'Partner' })];
    const change = overlap(account, partner);
    const [first] = await crm.write([change]);
    const [second] = await crm.write([change]);
    expect(first).toMatchObject({ status: 'written' });
    expect(second).toMatchObject({
      status: expect.stringMatching(/written|unchanged/),
      id: (first as { id: string }).id,
    });
    expect(overlapsStored(account, change.fields.key as string)).toBe(1);
  });

  it('reads back every type of field as it was written', async () => {
    const { crm, addAccount } = bench();
    const [account, partner] = [addAccount({ name: 'Types' }), addAccount({ name: 'Partner' })];
    const reasons = [{ code: 'sameDomain', args: ['a"b', 'é, ü\n'] }];
    const decidedAt = Date.UTC(2026, 1, 3, 4, 5, 6);
    const change = overlap(account, partner, {
      reasons,
      decidedAt,
      ourSegment: 'customer',
      decision: null,
      partnerAccountName: 'O\'Neil & \\ "Co"',
    });
    await crm.write([change]);
    const fields = Object.keys(change.fields) as (keyof typeof change.fields)[];
    const [record] = await all(crm, {
      object: 'accountOverlap',
      fields,
      where: [{ field: 'account', in: [account] }],
    });
    expect(record?.fields).toEqual(change.fields);
  });

  it('gives one outcome for each change, in order, when some are bad', async () => {
    const { crm, addAccount, absentAccount } = bench();
    const [account, partner] = [addAccount({ name: 'Mixed' }), addAccount({ name: 'Partner' })];
    const good = Array.from({ length: 5 }, () => overlap(account, partner));
    const orphan = overlap(absentAccount, partner);
    const wrong: Change<'account'> = {
      object: 'account',
      op: 'update',
      id: account,
      fields: { partnerStatus: 'nonsense' as 'active' },
    };
    const gone: Change<'account'> = {
      object: 'account',
      op: 'update',
      id: absentAccount,
      fields: { overlapCount: 1 },
    };
    const right: Change<'account'> = {
      object: 'account',
      op: 'update',
      id: account,
      fields: { overlapCount: 5 },
    };
    const outcomes = await crm.write([
      good[0]!,
      wrong,
      ...good.slice(1, 3),
      orphan,
      gone,
      ...good.slice(3),
      right,
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'written',
      'failed',
      'written',
      'written',
      'failed',
      'failed',
      'written',
      'written',
      'written',
    ]);
    expect(outcomes[1]).toMatchObject({ error: { fault: { kind: 'rejected' } } });
    expect(outcomes[4]).toMatchObject({ error: { fault: { kind: 'missing' } } });
    expect(outcomes[5]).toMatchObject({ error: { fault: { kind: 'missing' } } });
    const read = await crm.get('account', [account], ['overlapCount']);
    expect(read.get(account)?.fields).toEqual({ overlapCount: 5 });
  });

  it('empties a field that is null and leaves an absent one as it is', async () => {
    const { crm, addAccount } = bench();
    const account = addAccount({ name: 'Fields' });
    const update = (fields: Change<'account'>['fields']): Change<'account'> => ({
      object: 'account',
      op: 'update',
      id: account,
      fields,
    });
    await crm.write([update({ overlapCount: 3, overlapPartners: 'Kelvin' })]);
    await crm.write([update({ overlapPartners: null })]);
    const read = await crm.get('account', [account], ['overlapCount', 'overlapPartners']);
    expect(read.get(account)?.fields).toEqual({ overlapCount: 3, overlapPartners: null });
  });

  it('takes two changes of one record in their order', async () => {
    const { crm, addAccount, overlapsStored } = bench();
    const [account, partner] = [addAccount({ name: 'Order' }), addAccount({ name: 'Partner' })];
    const key = newKey();
    const outcomes = await crm.write([
      overlap(account, partner, { key, score: 1 }),
      overlap(account, partner, { key, score: 2 }),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).not.toContain('failed');
    expect(overlapsStored(account, key)).toBe(1);
    const [record] = await all(crm, {
      object: 'accountOverlap',
      fields: ['score'],
      where: [{ field: 'account', in: [account] }],
    });
    expect(record?.fields).toEqual({ score: 2 });
  });

  it('removes by our key, and what is gone already is no failure', async () => {
    const { crm, addAccount, overlapsStored } = bench();
    const [account, partner] = [addAccount({ name: 'Remove' }), addAccount({ name: 'Partner' })];
    const change = overlap(account, partner);
    await crm.write([change]);
    const { key } = change.fields;
    const remove: Change = {
      object: 'accountOverlap',
      op: 'remove',
      fields: { key: key as string, account },
    };
    expect(await crm.write([remove])).toMatchObject([{ status: 'written' }]);
    expect(overlapsStored(account, key as string)).toBe(0);
    expect(await crm.write([remove])).toMatchObject([{ status: 'unchanged' }]);
  });

  it('keeps the partners and the touchpoints of one deal apart, written together and one by one', async () => {
    const { crm, addAccount, addDeal } = bench();
    const [account, partner] = [addAccount({ name: 'Both' }), addAccount({ name: 'Partner' })];
    const deal = addDeal({ name: 'Both', account, amount: 1 });
    const part = (key: string): Change<'dealPartner'> => ({
      object: 'dealPartner',
      op: 'upsert',
      fields: { key, deal, partner, roles: ['lead'], share: 3_333, status: 'active' },
    });
    const touchpoint = (key: string): Change<'partnerTouchpoint'> => ({
      object: 'partnerTouchpoint',
      op: 'upsert',
      fields: { key, account, deal, partner, kind: 'demo', on: '2026-11-22', note: 'Went well', link: null },
    });
    const [firstPart, second] = [part(newKey('dpa')), part(newKey('dpa'))];
    const [shown, again] = [touchpoint(newKey('tpt')), touchpoint(newKey('tpt'))];
    const stored = async <Name extends 'dealPartner' | 'partnerTouchpoint'>(change: Change<Name>) => {
      const fields = Object.keys(change.fields) as (keyof typeof change.fields & string)[];
      const records = await all(crm, {
        object: change.object,
        fields,
        where: [{ field: 'deal', in: [deal] }],
      });
      return records.map((record) => record.fields).sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
    };
    const sorted = (...changes: Change<'dealPartner' | 'partnerTouchpoint'>[]) =>
      changes.map(({ fields }) => fields).sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));

    const together = await crm.write([firstPart, shown]);
    expect(together).toMatchObject([{ status: 'written' }, { status: 'written' }]);
    await crm.write([second]);
    await crm.write([again]);
    expect(await stored(firstPart)).toEqual(sorted(firstPart, second));
    expect(await stored(shown)).toEqual(sorted(shown, again));

    const { key } = shown.fields;
    await crm.write([
      { object: 'partnerTouchpoint', op: 'remove', fields: { key: key ?? '', deal, account } },
    ]);
    expect(await stored(firstPart)).toEqual(sorted(firstPart, second));
    expect(await stored(shown)).toEqual(sorted(again));
  });

  it('lands every row although their parent is locked for a while', async () => {
    const { crm, addAccount, lockAccount } = bench();
    const [account, partner] = [addAccount({ name: 'Locked' }), addAccount({ name: 'Partner' })];
    lockAccount(account, 2);
    const changes = Array.from({ length: 6 }, () => overlap(account, partner));
    const outcomes = await crm.write(changes);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(changes.map(() => 'written'));
    const stored = await all(crm, {
      object: 'accountOverlap',
      fields: ['key'],
      where: [{ field: 'account', in: [account] }],
    });
    expect(stored.map((record) => record.fields.key).sort()).toEqual(
      changes.map((change) => change.fields.key).sort(),
    );
  });
}
