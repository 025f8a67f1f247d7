import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Match } from '../../shared/domain/matching.ts';
import {
  accountSummary,
  desiredOverlaps,
  diffFields,
  overlapKey,
  type OverlapDecision,
  type ReviewCandidate,
} from '../../shared/domain/overlap.ts';
import { policyTable } from '../../shared/domain/sharing.ts';
import { SHAREABLE_FIELDS, SHARING_LEVELS, type Fields } from '../../shared/schema/objects.ts';
import { listRow } from './rows.ts';

const match = (tier: Match['tier'], score = 90): Match => ({
  tier,
  score,
  reasons: [
    { key: 'match.domain.equal', args: { ours: 'acme.de' }, weight: 55 },
    { key: 'match.name.similar', args: { ours: 'acme', theirs: 'acme secret', percent: 80 }, weight: 35 },
    { key: 'match.registration.other', args: { ours: '1', theirs: '2' }, weight: 0 },
  ],
});
const row = listRow({
  name: 'Acme Secret',
  owner: 'Ann',
  ownerEmail: 'ann@p.com',
  contact: 'Bob',
  segment: 'customer',
});
const candidate = (of: Partial<ReviewCandidate> = {}): ReviewCandidate => ({
  partner: 'P',
  row,
  match: match('sure'),
  ...of,
});
const said = (decision: OverlapDecision['decision']): OverlapDecision => ({
  decision,
  decidedBy: 'U',
  decidedAt: 5,
});

function decide(
  candidates: readonly ReviewCandidate[],
  decision: OverlapDecision | null = null,
  policy: Fields<'sharingPolicy'> = { theirs: 'all', theirFields: [...SHAREABLE_FIELDS] },
) {
  return desiredOverlaps({
    account: { id: 'A', segment: 'prospect' },
    candidates,
    decisionOf: () => decision,
    policies: policyTable([{ partner: 'P', ...policy }]),
  });
}

describe('what stands in the record', () => {
  test('a sure pair, with the fields the policy shows', () => {
    const { overlaps, review, tallies, sure } = decide([candidate()]);
    expect(overlaps).toEqual([
      {
        key: overlapKey('A', 'P', 'rid1'),
        account: 'A',
        partner: 'P',
        row: 'rid1',
        rowContent: 'row1',
        ourSegment: 'prospect',
        partnerSegment: 'customer',
        tier: 'sure',
        score: 90,
        reasons: [
          match('sure').reasons[0],
          match('sure').reasons[1],
          { key: 'match.registration.other', args: { ours: '1' }, weight: 0 },
        ],
        decision: null,
        decidedBy: null,
        decidedAt: null,
        partnerAccountName: 'Acme Secret',
        partnerOwner: 'Ann',
        partnerOwnerEmail: 'ann@p.com',
        partnerContact: 'Bob',
      },
    ]);
    expect([review, tallies, sure]).toEqual([[], [{ partner: 'P', segment: 'customer' }], 1]);
  });

  test('a likely pair waits for review, any other is nothing', () => {
    expect(decide([candidate({ match: match('likely') })])).toMatchObject({
      overlaps: [],
      tallies: [],
      review: [{ partner: 'P' }],
    });
    expect(decide([candidate({ match: match('no') })])).toEqual({
      overlaps: [],
      tallies: [],
      review: [],
      sure: 0,
    });
  });

  test('a confirmed pair, whatever its score', () => {
    for (const tier of ['sure', 'likely', 'no'] as const) {
      const { overlaps, review, tallies } = decide([candidate({ match: match(tier) })], said('confirmed'));
      expect(overlaps).toMatchObject([
        { decision: 'confirmed', decidedBy: 'U', decidedAt: 5, tier: tier === 'no' ? null : tier },
      ]);
      expect([review.length, tallies.length]).toEqual([0, 1]);
    }
  });

  test('a rejected pair only as rejected: not counted, not reviewed', () => {
    const result = decide([candidate()], said('rejected'));
    expect(result).toMatchObject({ overlaps: [{ decision: 'rejected' }], review: [], tallies: [], sure: 0 });
    expect(accountSummary(result.overlaps, new Map())).toEqual({ overlapCount: null, overlapPartners: null });
  });

  test.each(['hidden', 'counts'] as const)(
    'nothing at level %s, decided or not, but it is tallied',
    (theirs) => {
      for (const decision of [null, said('confirmed')]) {
        const result = decide([candidate()], decision, { theirs });
        expect(result).toMatchObject({
          overlaps: [],
          review: [],
          tallies: [{ partner: 'P', segment: 'customer' }],
        });
      }
      expect(decide([candidate({ match: match('likely') })], null, { theirs }).review).toEqual([]);
    },
  );

  test('at overlaps no word of the partner’s row, also not in the reasons', () => {
    const [overlap] = decide([candidate()], null, {
      theirs: 'overlaps',
      theirFields: [...SHAREABLE_FIELDS],
    }).overlaps;
    expect(JSON.stringify(overlap)).not.toMatch(/secret|Ann|Bob/i);
  });

  test('never more than before when the policy is tightened', () => {
    const level = fc.constantFrom(...SHARING_LEVELS);
    const fields = fc.subarray([...SHAREABLE_FIELDS]);
    const shown = (
      theirs: (typeof SHARING_LEVELS)[number],
      theirFields: Fields<'sharingPolicy'>['theirFields'],
    ) =>
      decide([candidate()], null, { theirs, theirFields: theirFields ?? [] }).overlaps.flatMap((overlap) =>
        Object.entries(overlap).flatMap(([field, value]) => (value === null ? [] : [field])),
      );
    fc.assert(
      fc.property(level, level, fields, fields, (a, b, some, more) => {
        const [tight = a, loose = b] = [a, b].sort(
          (x, y) => SHARING_LEVELS.indexOf(x) - SHARING_LEVELS.indexOf(y),
        );
        const few = some.filter((field) => more.includes(field));
        for (const field of shown(tight, few)) expect(shown(loose, more)).toContain(field);
      }),
    );
  });

  test('a row of two lists stands once, as the better match and the closer segment', () => {
    const asProspect = candidate({ row: { ...row, segment: 'prospect' } });
    expect(decide([asProspect, candidate()]).overlaps).toMatchObject([{ partnerSegment: 'customer' }]);
    const better = candidate({ row: { ...row, segment: 'prospect' }, match: match('sure', 99) });
    expect(decide([candidate(), better]).overlaps).toMatchObject([{ partnerSegment: 'prospect' }]);
  });

  test('the same in whatever order the candidates come', () => {
    const candidates = ['a', 'b', 'c', 'd'].map((identity, at) =>
      candidate({ row: { ...row, identity }, partner: at % 2 ? 'P' : 'Q' }),
    );
    const sorted = decide(candidates);
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: 4 }), (shuffled) => {
        expect(decide(shuffled)).toEqual(sorted);
      }),
    );
  });
});

describe('the summary of an account', () => {
  test('counts rows and names each partner once, in order', () => {
    const overlaps = [
      { partner: 'Q' },
      { partner: 'P' },
      { partner: 'Q' },
      { partner: 'R', decision: 'rejected' as const },
    ];
    const names = new Map([
      ['P', 'Zeta'],
      ['Q', 'Alpha, Inc.'],
    ]);
    expect(accountSummary(overlaps, names)).toEqual({
      overlapCount: 3,
      overlapPartners: 'Alpha, Inc.; Zeta',
    });
  });

  test('fits its field and says how many are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 60 }),
        (texts) => {
          const names = new Map(texts.map((text, at) => [`P${at}`, text]));
          const overlaps = [...names.keys()].map((partner) => ({ partner }));
          const { overlapPartners } = accountSummary(overlaps, names);
          expect(overlapPartners?.length).toBeLessThanOrEqual(255);
          if (texts.join('; ').length > 255 && texts.length > 1) expect(overlapPartners).toMatch(/ \+\d+$/);
        },
      ),
    );
  });
});

describe('a difference', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.string(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), fc.jsonValue()),
  );
  const record = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { noNullPrototype: true });

  test('of equals is none, also after a trip through JSON', () => {
    fc.assert(
      fc.property(record, (fields) => {
        expect(diffFields(fields, structuredClone(fields))).toBeNull();
      }),
    );
  });

  test('written over what was found leaves none', () => {
    fc.assert(
      fc.property(record, record, (desired, found) => {
        const diff = diffFields(desired, found);
        expect(diffFields(desired, { ...found, ...diff })).toBeNull();
        for (const field of Object.keys(diff ?? {})) expect(field in found).toBe(true);
      }),
    );
  });

  test('is not made by a hidden field, an empty text or another order of keys', () => {
    expect(diffFields({ a: 1, b: null, c: { x: 1, y: 2 } }, { b: '', c: { y: 2, x: 1 } })).toBeNull();
    expect(diffFields({ a: 1, b: 'x' }, { a: 2, b: 'x' })).toEqual({ a: 1 });
    expect(diffFields({ a: ['x'] }, { a: ['x', 'y'] })).toEqual({ a: ['x'] });
  });
});

describe('a match for review', () => {
  const account = { id: 'A', segment: 'prospect' } as const;
  const likely = (identity: string, score: number, partner = 'P'): ReviewCandidate =>
    candidate({ partner, row: { ...row, identity }, match: match('likely', score) });
  const added = (candidates: readonly ReviewCandidate[], decided: string[] = []) =>
    desiredOverlaps({
      account,
      candidates,
      decisionOf: (_partner, { identity }) => (decided.includes(identity) ? said('rejected') : null),
      policies: policyTable([]),
    }).review.map(({ match: { reasons } }) =>
      reasons.filter(({ weight }) => weight === 0).flatMap(({ key, args }) => [key, ...Object.values(args)]),
    );
  const behind = (points: number) => ['match.registration.other', '1', '2', 'match.runnerUp.behind', points];

  test('says how far the next best row of that partner lies, and not of another', () => {
    const [best, second, other] = added([likely('a', 60), likely('b', 47.5), likely('c', 50, 'Q')]);
    expect(best).toEqual(behind(12.5));
    expect(second?.slice(3)).toEqual(['match.runnerUp.ahead', 12.5]);
    expect(other?.slice(3)).toEqual([]);
    expect(added([likely('a', 60), likely('b', 60)])[0]?.slice(3)).toEqual(['match.runnerUp.equal', 0]);
  });

  test('leaves out rows that a person has rejected', () => {
    expect(added([likely('a', 60), likely('b', 50), likely('c', 40)], ['b'])[0]).toEqual(behind(20));
  });

  test('says that an account is a hub once more than twenty rows match it', () => {
    const rows = Array.from({ length: 21 }, (_, n) => likely(`r${n}`, 50));
    expect(added(rows)[0]).toContain('match.hub');
    expect(added(rows.slice(1))[0]).not.toContain('match.hub');
  });
});
