/** A preview's figures add up: what was there, less what leaves, with what comes, is what there will be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TierChanges, type TieredPair } from '../../shared/domain/tierChanges.ts';

const tier = fc.constantFrom('sure', 'likely', 'no');
const pairs: fc.Arbitrary<TieredPair[]> = fc.array(
  fc.record({
    score: fc.integer({ min: 0, max: 100 }),
    from: tier,
    to: tier,
    decision: fc.constantFrom(null, null, 'confirmed', 'rejected'),
    isShown: fc.boolean(),
  }),
);

test('tiers before and after differ by the moves, and decided pairs never move', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const changes = new TierChanges<TieredPair>();
      for (const pair of all) changes.add(pair);
      const { before, after, moves, stay } = changes.counts();
      for (const one of ['sure', 'likely'] as const) {
        const sum = (end: 'from' | 'to') =>
          moves.filter((move) => move[end] === one).reduce((total, { count }) => total + count, 0);
        expect(before[one] - sum('from') + sum('to')).toBe(after[one]);
      }
      const moving = all.filter(({ from, to }) => from !== to);
      expect(stay).toBe(moving.filter(({ decision }) => decision !== null).length);
      expect(moves.reduce((total, { count }) => total + count, 0) + stay).toBe(moving.length);
    }),
  );
});

test('what may not be seen is counted and not listed, and takes no write', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const changes = new TierChanges<TieredPair>();
      for (const pair of all) changes.add(pair);
      const { hidden, writes } = changes.counts();
      const listed = changes.changes();
      expect(listed.every(({ isShown, from, to }) => isShown && from !== to)).toBe(true);
      expect(listed).toEqual(listed.toSorted((a, b) => b.score - a.score));
      const undecided = all.filter(({ from, to, decision }) => from !== to && decision === null);
      expect(hidden).toBe(undecided.filter(({ isShown }) => !isShown).length);
      expect(writes).toBeLessThanOrEqual(undecided.length - hidden);
    }),
  );
});
