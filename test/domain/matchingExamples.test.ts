import { describe, expect, test } from 'vitest';
import { defaultMatchSettings, prepare, score } from '../../shared/domain/matchingOld.ts';
import { LIKELY, OTHER_COMPANY, SAME_COMPANY, type CompanyPair } from './examples/companyPairs.ts';

const judge = ({ ours, theirs }: CompanyPair) =>
  score(prepare({ id: 'ours', ...ours }), prepare({ id: 'theirs', ...theirs }), defaultMatchSettings);

describe.each([
  ['the same company', SAME_COMPANY],
  ['for a person to judge', LIKELY],
  ['other companies', OTHER_COMPANY],
])('%s', (_title, pairs) => {
  test.each(pairs.map((pair) => [pair.ours.name, pair.theirs.name, pair.tier, pair.why, pair] as const))(
    '%s | %s: %s (%s)',
    (_ours, _theirs, tier, _why, pair) => {
      const match = judge(pair);
      expect(match.tier, JSON.stringify(match)).toBe(tier);
    },
  );
});
