import { describe, expect, test } from 'vitest';
import { LIKELY, OTHER_COMPANY, SAME_COMPANY } from './examples/companyPairs.ts';
import { judge } from './judge.ts';

describe.each([
  ['the same company', SAME_COMPANY],
  ['for a person to judge', LIKELY],
  ['other companies', OTHER_COMPANY],
])('%s', (_title, pairs) => {
  test.each(pairs.map((pair) => [pair.ours.name, pair.theirs.name, pair.tier, pair.why, pair] as const))(
    '%s | %s: %s (%s)',
    (_ours, _theirs, tier, _why, { ours, theirs }) => {
      const match = judge(ours, theirs);
      expect(match.tier, JSON.stringify(match)).toBe(tier);
    },
  );
});

test('names that speak for one company are not told as names that are not alike', () => {
  const { reasons } = judge(
    { name: 'Brennholt Materials AG', website: 'brennholt.com' },
    { name: 'Brennholtcement Leasing Lindqvist AG', website: 'brennholt.com' },
  );
  const names = reasons.filter(({ key }) => key.startsWith('match.name.'));
  expect(names).toEqual([expect.objectContaining({ key: 'match.name.partial' })]);
  expect(names[0]!.weight).toBeGreaterThan(0);
});
