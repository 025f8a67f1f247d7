/** What a report on decided pairs may claim: no more than the decisions carry, and never thresholds that contradict. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LEAST_DECISIONS,
  matchReport,
  SURE_PRECISION,
  suggestThresholds,
  wilson,
  type JudgedPair,
} from '../../shared/domain/matchReport.ts';
import { defaultMatchSettings, type MatchSettings } from '../../shared/domain/matching.ts';

const PRESENT: MatchSettings = { ...defaultMatchSettings, sureAt: 70, likelyAt: 40 };

const ROUNDING = 1e-12;

const some = (count: number, of: Partial<JudgedPair>): JudgedPair[] =>
  Array.from({ length: count }, () => ({
    score: 80,
    tier: 'sure' as const,
    provable: true,
    confirmed: true,
    ...of,
  }));
const waiting = { tier: 'likely', provable: false } as const;

const pair: fc.Arbitrary<JudgedPair> = fc.record({
  score: fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 10),
  tier: fc.constantFrom('sure', 'likely', 'no'),
  provable: fc.boolean(),
  confirmed: fc.boolean(),
});
/** Many pairs of few kinds, so that there is something to suggest. */
const decided = fc
  .array(fc.tuple(pair, fc.integer({ min: 1, max: 200 })), { maxLength: 8 })
  .map((groups) => groups.flatMap(([one, count]) => some(count, one)));
const settings = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([a, b]) => ({ ...PRESENT, sureAt: Math.max(a, b), likelyAt: Math.min(a, b) }));

describe('the interval of a share', () => {
  test('is as in the tables', () => {
    // Brown, Cai and DasGupta (2001) give the formula; these are by hand.
    expect(wilson(8, 10).low).toBeCloseTo(0.541, 3);
    expect(wilson(8, 10).high).toBeCloseTo(0.931, 3);
    expect(wilson(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1192, 3) as number });
  });

  test('holds the share, narrows with more decisions and rises with each that is right', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (right, wrong) => {
        const total = right + wrong;
        fc.pre(total > 0);
        const { low, high } = wilson(right, total);
        expect(low).toBeLessThanOrEqual(right / total + ROUNDING);
        expect(high).toBeGreaterThanOrEqual(right / total - ROUNDING);
        const wide = wilson(right * 2, total * 2);
        expect(wide.high - wide.low).toBeLessThanOrEqual(high - low + ROUNDING);
        if (wrong > 0) expect(wilson(right + 1, total).low).toBeGreaterThanOrEqual(low - ROUNDING);
      }),
    );
  });
});

describe('a report', () => {
  test('counts each decided pair in one tier and one band', () => {
    fc.assert(
      fc.property(decided, settings, (pairs, present) => {
        const { tiers, bands, decided: total } = matchReport(pairs, present);
        for (const parts of [Object.values(tiers), bands]) {
          expect(parts.reduce((sum, { confirmed, rejected }) => sum + confirmed + rejected, 0)).toBe(total);
        }
      }),
    );
  });

  test('claims no interval for fewer than twenty decisions', () => {
    const few = matchReport(some(LEAST_DECISIONS - 1, {}), PRESENT);
    expect(few.tiers.sure).toEqual({ confirmed: 19, rejected: 0, share: 1, interval: null });
    expect(few.suggestion).toEqual({ sureAt: null, likelyAt: null });
    expect(matchReport(some(LEAST_DECISIONS, {}), PRESENT).tiers.sure.interval?.low).toBeCloseTo(0.881, 3);
    expect(matchReport([], PRESENT).tiers.no.share).toBeNull();
  });

  test('puts a score of 100 into the last band and one on an edge into the upper', () => {
    const { bands } = matchReport([...some(1, { score: 100 }), ...some(1, { score: 90 })], PRESENT);
    expect(bands.at(-1)).toMatchObject({ from: 90, to: 100, confirmed: 2 });
  });
});

describe('a suggestion of thresholds', () => {
  test('asks for more than a hundred right ones before it calls anything sure', () => {
    expect(suggestThresholds(some(100, {}), PRESENT).sureAt).toBeNull();
    expect(suggestThresholds(some(140, {}), PRESENT).sureAt).toBe(80);
  });

  test('does not let in a bad band because of many good ones above it', () => {
    const pairs = [...some(2_000, { score: 92 }), ...some(15, { score: 55, confirmed: false })];
    expect(suggestThresholds(pairs, PRESENT).sureAt).toBe(92);
  });

  test('takes no pair as evidence for sure that no threshold could make sure', () => {
    expect(suggestThresholds(some(500, waiting), PRESENT).sureAt).toBeNull();
  });

  test('begins the queue where half of it is right', () => {
    const pairs = [
      ...some(30, { ...waiting, score: 62 }),
      ...some(30, { ...waiting, score: 51.5, confirmed: false }),
      ...some(30, { ...waiting, score: 45, confirmed: false }),
    ];
    expect(suggestThresholds(pairs, PRESENT)).toEqual({ sureAt: null, likelyAt: 51 });
  });

  test('never puts likely above sure, and holds what it promises on the pairs it is drawn from', () => {
    fc.assert(
      fc.property(decided, settings, (pairs, present) => {
        const { sureAt, likelyAt } = suggestThresholds(pairs, present);
        if (likelyAt !== null) expect(likelyAt).toBeLessThanOrEqual(sureAt ?? present.sureAt);
        if (sureAt === null) return;
        const above = pairs.filter(({ provable, score }) => provable && score >= sureAt);
        const right = above.filter(({ confirmed }) => confirmed).length;
        expect(wilson(right, above.length).low).toBeGreaterThanOrEqual(SURE_PRECISION);
      }),
    );
  });

  test('is never raised by a confirmation in place of a rejection', () => {
    const or = (value: number | null) => value ?? Infinity;
    fc.assert(
      fc.property(decided, settings, fc.nat(), (pairs, present, at) => {
        fc.pre(pairs.length > 0);
        const place = at % pairs.length;
        const better = pairs.map((one, number) => (number === place ? { ...one, confirmed: true } : one));
        const [before, after] = [suggestThresholds(pairs, present), suggestThresholds(better, present)];
        expect(or(after.sureAt)).toBeLessThanOrEqual(or(before.sureAt));
        expect(or(after.likelyAt)).toBeLessThanOrEqual(or(before.likelyAt));
      }),
    );
  });
});
