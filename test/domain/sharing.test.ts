import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  policyTable,
  segmentTotals,
  shareOurs,
  shareTheirs,
  STANDARD_TERMS,
  type PolicyTable,
} from '../../shared/domain/sharing.ts';
import { SEGMENTS, SHAREABLE_FIELDS, SHARING_LEVELS, type Fields } from '../../shared/schema/objects.ts';
import { listRow } from './rows.ts';

const level = fc.constantFrom(...SHARING_LEVELS);
const fields = fc.subarray([...SHAREABLE_FIELDS]);
const segment = fc.constantFrom(...SEGMENTS);
const policy = (of: Fields<'sharingPolicy'>): Fields<'sharingPolicy'> => ({ partner: 'P', ...of });
const row = listRow({ name: 'Acme', website: 'acme.de', owner: 'Ann', segment: 'customer' });
const account = {
  segment: 'customer' as const,
  name: 'Acme',
  website: 'acme.de',
  owner: 'Ann',
  city: 'Bonn',
};
const seen = (table: PolicyTable) => Object.keys(shareTheirs(row, table.termsOf('P', 'customer')) ?? {});

describe('terms', () => {
  test('of the segment beat those of the partner, which beat the standard', () => {
    const table = policyTable([
      policy({ theirs: 'all', ours: 'counts', theirFields: ['name'] }),
      policy({ segment: 'customer', theirs: 'counts', ours: 'hidden' }),
    ]);
    expect(table.termsOf('P', 'customer').theirs.level).toBe('counts');
    expect(table.termsOf('P', 'prospect').theirs).toEqual({ level: 'all', fields: ['name'] });
    expect(table.termsOf('Q', 'customer')).toEqual(STANDARD_TERMS);
  });

  test('revoked for a segment hide it, revoked for the partner hide everything', () => {
    const open = policy({ segment: 'customer', theirs: 'all', ours: 'all', theirFields: ['name'] });
    const one = policyTable([{ ...open, revokedAt: 1 }]);
    expect(one.termsOf('P', 'customer')).toMatchObject({
      theirs: { level: 'hidden' },
      ours: { level: 'hidden' },
    });
    expect(one.termsOf('P', 'prospect')).toEqual(STANDARD_TERMS);
    const all = policyTable([open, policy({ theirs: 'all', ours: 'all', revokedAt: 1 })]);
    for (const of of SEGMENTS) expect(all.termsOf('P', of).theirs.level).toBe('hidden');
  });

  test('without a level share nothing', () => {
    expect(policyTable([policy({})]).termsOf('P', 'customer').theirs.level).toBe('hidden');
  });

  test('given twice hold as the tighter of both, in either order', () => {
    fc.assert(
      fc.property(level, level, fields, fields, (a, b, someFields, otherFields) => {
        const one = policy({ theirs: a, theirFields: someFields });
        const other = policy({ theirs: b, theirFields: otherFields });
        const both = seen(policyTable([one, other]));
        expect(both).toEqual(seen(policyTable([other, one])));
        for (const field of both) {
          expect(seen(policyTable([one]))).toContain(field);
          expect(seen(policyTable([other]))).toContain(field);
        }
      }),
    );
  });
});

describe('what is shown', () => {
  test('at each level', () => {
    const at = (theirs: (typeof SHARING_LEVELS)[number]) =>
      shareTheirs(
        row,
        policyTable([policy({ theirs, theirFields: ['name', 'owner'] })]).termsOf('P', 'customer'),
      );
    expect(at('hidden')).toBeNull();
    expect(at('counts')).toBeNull();
    expect(at('overlaps')).toEqual({ segment: 'customer' });
    expect(at('all')).toEqual({ segment: 'customer', name: 'Acme', owner: 'Ann' });
  });

  test('never grows when a policy is tightened, on either side', () => {
    fc.assert(
      fc.property(level, level, fields, fields, fc.boolean(), (a, b, some, more, overlapping) => {
        const tight = SHARING_LEVELS.indexOf(a) <= SHARING_LEVELS.indexOf(b) ? a : b;
        const loose = tight === a ? b : a;
        const few = some.filter((field) => more.includes(field));
        const tighter = policyTable([
          policy({ theirs: tight, ours: tight, theirFields: few, ourFields: few }),
        ]);
        const looser = policyTable([
          policy({ theirs: loose, ours: loose, theirFields: more, ourFields: more }),
        ]);
        for (const field of seen(tighter)) expect(seen(looser)).toContain(field);
        const leaves = (table: PolicyTable) => Object.keys(shareOurs(account, 'P', table, overlapping) ?? {});
        for (const field of leaves(tighter)) expect(leaves(looser)).toContain(field);
      }),
    );
  });

  test('of ours: at overlaps only accounts they know too, at all every account', () => {
    const at = (ours: (typeof SHARING_LEVELS)[number], overlapping: boolean) =>
      shareOurs(account, 'P', policyTable([policy({ ours, ourFields: ['name', 'city'] })]), overlapping);
    expect(at('counts', true)).toBeNull();
    expect(at('overlaps', false)).toBeNull();
    expect(at('overlaps', true)).toEqual({ segment: 'customer' });
    expect(at('all', false)).toEqual({ segment: 'customer', name: 'Acme', city: 'Bonn' });
  });
});

describe('totals', () => {
  const counts = fc.record({ customer: fc.nat(20), openOpportunity: fc.nat(20), prospect: fc.nat(20) });

  test('are one text in the order of the segments', () => {
    const table = policyTable([policy({ theirs: 'counts' })]);
    expect(segmentTotals({ customer: 12, openOpportunity: 4, prospect: 5 }, 'P', table)).toBe(
      'customer 12, openOpportunity < 5, prospect 5',
    );
  });

  test('look the same for any count below five, and leave hidden segments out', () => {
    fc.assert(
      fc.property(counts, fc.nat(4), segment, level, (some, small, of, theirs) => {
        const table = policyTable([policy({ theirs })]);
        const without = policyTable([policy({ theirs }), policy({ segment: of, theirs: 'hidden' })]);
        const text = segmentTotals({ ...some, [of]: small }, 'P', table);
        expect(text).toBe(segmentTotals({ ...some, [of]: 0 }, 'P', table));
        for (const figure of text?.match(/(?<!< )\b\d+/g) ?? [])
          expect(Number(figure)).toBeGreaterThanOrEqual(5);
        expect(segmentTotals(some, 'P', without) ?? '').not.toContain(of);
        expect(text === null).toBe(theirs === 'hidden');
      }),
    );
  });

  test('of one segment do not depend on the others, so nothing can be subtracted', () => {
    fc.assert(
      fc.property(counts, counts, segment, (one, other, of) => {
        const table = policyTable([policy({ theirs: 'counts' })]);
        const part = (text: string | null) => text?.split(', ').find((words) => words.startsWith(`${of} `));
        const same = { ...other, [of]: one[of] };
        expect(part(segmentTotals(one, 'P', table))).toBe(part(segmentTotals(same, 'P', table)));
      }),
    );
  });
});
