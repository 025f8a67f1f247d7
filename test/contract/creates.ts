/** Contract: deals are made whole, with values of the CRM's own fields, and a refusal names the field. */
import { expect, it } from 'vitest';
import type { Change } from '../../server/ports.ts';
import type { Bench } from './bench.ts';

export function creates(bench: () => Bench): void {
  const made = ({ newDeal: { native, ...called } }: Bench, account: string): Change<'deal'> => ({
    object: 'deal',
    op: 'create',
    fields: {
      name: 'Made by a claim',
      account,
      amount: { minor: 1_234_50, currency: 'EUR' },
      closeDate: '2027-03-31',
      description: 'Alongside reg',
      ...called,
    },
    native,
  });

  it('makes a deal of an account, as it was asked for', async () => {
    const one = bench();
    const account = one.addAccount({ name: 'Has a deal' });
    const change = made(one, account);
    const [outcome] = await one.crm.write([change]);
    expect(outcome).toMatchObject({ status: 'written' });
    const { id } = outcome as { id: string };
    const fields = Object.keys(change.fields) as (keyof typeof change.fields)[];
    const names = Object.keys(change.native ?? {});
    const read = (await one.crm.get('deal', [id], [...fields, 'createdAt', 'closed'], names)).get(id);
    expect(read?.fields).toEqual({
      ...change.fields,
      createdAt: expect.any(Number) as number,
      closed: false,
    });
    expect(read?.native).toEqual(change.native);
  });

  it('makes none where the CRM refuses it, and says of which field', async () => {
    const one = bench();
    const account = one.addAccount({ name: 'Has none' });
    const { fields, ...change } = made(one, account);
    const outcomes = await one.crm.write([
      { ...change, fields: { ...fields, kind: 'No such kind' } },
      { ...change, fields, native: { No_such_field: 'x' } },
    ]);
    const [kind, other] = outcomes.map((outcome) => (outcome.status === 'failed' ? outcome.error : null));
    expect(kind?.message).toMatch(/RecordType|pipeline/);
    expect(other?.message).toContain('No_such_field');
    const deals = [];
    const where = [{ field: 'account' as const, in: [account] }];
    for await (const page of one.crm.find({ object: 'deal', fields: ['name'], where })) deals.push(...page);
    expect(deals).toEqual([]);
  });
}
