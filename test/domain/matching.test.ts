import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capOf,
  Companies,
  defaultMatchSettings,
  KeyIndex,
  Learnt,
  type Reason,
  Scorer,
} from '../../shared/domain/matching.ts';
import { SAME_COMPANY, LIKELY, OTHER_COMPANY } from './examples/companyPairs.ts';
import { judge, scorerOf, tableOf, type Company } from './judge.ts';

const words = [
  'Kamstoom',
  'Kamstom',
  'Kam',
  'stoom',
  'Müller',
  'Mueller',
  'Holding',
  'Solutions',
  'Deutschland',
  'Berlin',
  'II',
  '24',
  'IBM',
  'KS',
  'SA',
  '(formerly Müller)',
  'KamstoomSoluciones',
  'SolucionesKamstoom',
  'Soluciones',
];
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const company: fc.Arbitrary<Company> = fc.record({
  name: fc.oneof(
    {
      arbitrary: fc
        .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
        .map((all) => all.join(' ')),
      weight: 4,
    },
    { arbitrary: fc.string({ unit: 'binary', maxLength: 30 }), weight: 1 },
  ),
  website: orNull(
    fc.constantFrom('kamstoom.com', 'mueller.de', 'gmail.com', 'acme.wixsite.com', 'kamstoom.de'),
  ),
  country: orNull(fc.constantFrom('DE', 'Germany', 'US', 'nowhere')),
  city: orNull(fc.constantFrom('Berlin', 'Bonn')),
  postcode: orNull(fc.constantFrom('10115', '53111')),
  street: orNull(fc.constantFrom('Hauptstr. 5', 'Hauptstraße 5', 'Ring 1')),
  phone: orNull(fc.constantFrom('+49 30 1234567', '030/1234567')),
  registrationNumber: orNull(fc.constantFrom('412-7790-11', '412779011', 'DE136695976', '000000000')),
});
/** What is learnt from: nothing, or a list that makes some of the words common. */
const list = fc.oneof(fc.constant([]), fc.array(company, { minLength: 20, maxLength: 60 }));

describe('a score', () => {
  test('a pair that the cheap look rules out is no match whatever its names', () => {
    fc.assert(
      fc.property(company, company, fc.integer({ min: 1, max: 100 }), list, (a, b, likelyAt, known) => {
        const scorer = scorerOf(a, b, { sureAt: 100, likelyAt }, known);
        if (scorer.explain(0, 0).tier !== 'no') expect(scorer.mayMatch(0, 0)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('the cheap look keeps a pair that shares a rare address and nothing else', () => {
    const at = { street: 'Greewood Rd 168', postcode: '72999', city: 'Austin', country: 'US' };
    const [ours, theirs] = [tableOf({ name: 'Dekiklocan', ...at }), tableOf({ name: 'Glydroltzon', ...at })];
    const learnt = new Learnt({ records: 500_000, hashes: [], counts: [] });
    learnt.weigh(ours);
    learnt.weigh(theirs);
    const scorer = new Scorer(ours, theirs, learnt, defaultMatchSettings);
    expect(scorer.explain(0, 0).tier).toBe('likely');
    expect(scorer.mayMatch(0, 0)).toBe(true);
  });

  test('answers nothing for no match, and the same as the long look for any other', () => {
    fc.assert(
      fc.property(company, company, list, (a, b, known) => {
        const scorer = scorerOf(a, b, defaultMatchSettings, known);
        const match = scorer.explain(0, 0);
        expect(scorer.match(0, 0)).toEqual(match.tier === 'no' ? null : match);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is the same whichever record comes first', () => {
    fc.assert(
      fc.property(company, company, list, (a, b, known) => {
        const there = judge(a, b, defaultMatchSettings, known);
        const back = judge(b, a, defaultMatchSettings, known);
        expect([there.score, there.tier]).toEqual([back.score, back.tier]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is the sum of its reasons and lies within 0–100', () => {
    fc.assert(
      fc.property(company, company, (a, b) => {
        const match = judge(a, b);
        const sum = match.reasons.reduce((total, { weight }) => total + weight, 0);
        expect(match.score).toBeCloseTo(sum, 6);
        expect(match.score).toBeGreaterThanOrEqual(0);
        expect(match.score).toBeLessThanOrEqual(100);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is sure only by its number or with two witnesses, and never against a contradiction', () => {
    const contradicts = ({ key, weight }: Reason): boolean =>
      // A country that only the ending of a website suggests is a doubt.
      key === 'match.registration.other' || (key === 'match.country.other' && weight < -20);
    fc.assert(
      fc.property(company, company, (a, b) => {
        const { tier, reasons } = judge(a, b);
        fc.pre(tier === 'sure');
        expect(reasons.filter(contradicts)).toEqual([]);
        const keys = reasons.map(({ key }) => key);
        const has = (...names: string[]) => names.some((name) => keys.includes(`match.${name}`));
        const named = has('name.equal', 'name.similar', 'name.acronym', 'name.partial');
        const witness = has('domain.equal', 'city.equal', 'postcode.equal', 'street.equal', 'phone.equal');
        // A name of several rare words is nobody else's where both records tell more than it.
        const isLong = reasons.some(({ key, weight }) => key === 'match.name.equal' && weight >= 70);
        const bare = [a, b].some(({ website, city, country }) => !website && !city && !country);
        const alone = has('name.equal') && (has('country.equal', 'domain.sameLabel') || (isLong && !bare));
        expect(has('registration.equal') || (named && witness) || alone).toBe(true);
        // A number that only one name has, such as a founding year, is a doubt; two different ones are a contradiction.
        const other = reasons.filter(({ key }) => /^match\.(numbers|region)\.other$/.test(key));
        if (!has('registration.equal')) expect(other.every(({ weight }) => weight > -20)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never becomes sure by wanting more', () => {
    fc.assert(
      fc.property(company, company, fc.integer({ min: 70, max: 100 }), (a, b, sureAt) => {
        const strict = judge(a, b, { ...defaultMatchSettings, sureAt });
        if (strict.tier === 'sure') expect(judge(a, b).tier).toBe('sure');
      }),
    );
  });

  test('is the same for records that were stored and read again', () => {
    fc.assert(
      fc.property(company, (one) => {
        const table = tableOf(one);
        const again = new Companies();
        again.addLine(table.lineOf(0));
        expect(again.textOf(0)).toEqual(table.textOf(0));
        expect([...again.keysOf(0)]).toEqual([...table.keysOf(0)]);
        const length = table.rows.length;
        expect(again.rows.subarray(0, length)).toEqual(table.rows.subarray(0, length));
      }),
      { numRuns: 1_000 },
    );
  });

  test('quotes long names in part', () => {
    const long = { name: 'Kamstoom '.repeat(1_000), website: 'kamstoom.com' };
    expect(JSON.stringify(judge(long, long).reasons).length).toBeLessThan(1_500);
  });
});

describe('keys', () => {
  const keysOf = (of: Company): number[] => [...tableOf(of).keysOf(0)];
  const share = (a: Company, b: Company): boolean => keysOf(a).some((key) => keysOf(b).includes(key));

  test('do not depend on case or legal form', () => {
    expect(keysOf({ name: 'KAMSTOOM Nordwind GmbH' })).toEqual(keysOf({ name: 'Kamstoom nordwind Ltd' }));
  });

  test('never come from free mail, hosting or social networks', () => {
    const plain = keysOf({ name: 'Kamstoom' });
    const websites = ['gmail.com', 'https://linkedin.com/company/x', 'x.wixsite.com', 'sites.google.com/x'];
    for (const website of websites) expect(keysOf({ name: 'Kamstoom', website }), website).toEqual(plain);
    const emails = ['a@gmx.de', 'b@kamstoom.com'];
    const { domains } = tableOf({ name: 'Kamstoom', website: 'kamstoom.de', emails }).textOf(0);
    // The provider's domain says nothing; the whole address does.
    expect(domains).toEqual(['kamstoom.de', 'a@gmx.de', 'kamstoom.com']);
    expect(share({ name: 'Kamstoom', emails }, { name: 'Nordwind', emails: ['c@gmx.de'] })).toBe(false);
  });

  test('are distinct, and bring every pair together that must be found', () => {
    const found = [...SAME_COMPANY, ...LIKELY, ...OTHER_COMPANY].filter(({ tier }) => tier !== 'no');
    for (const { ours, theirs } of found) {
      const keys = keysOf(ours);
      expect(new Set(keys).size).toBe(keys.length);
      expect(share(ours, theirs), `${ours.name} | ${theirs.name}`).toBe(true);
    }
  });

  test('find a name again after one typing error in a long word', () => {
    const name = 'Kamstoomberg';
    fc.assert(
      fc.property(fc.nat(name.length - 1), fc.constantFrom('', 'x', 'xy'), (at, typo) => {
        const wrong = name.slice(0, at) + typo + name.slice(at + 1);
        expect(share({ name }, { name: wrong })).toBe(true);
      }),
    );
  });

  test('a domain tells a company that many rows carry; a word that so many share tells nothing', () => {
    const caps = new Set(keysOf({ name: 'Kamstoom', website: 'kamstoom.com' }).map(capOf));
    expect([...caps].sort((a, b) => a - b)).toEqual([30, 150]);
  });
});

describe('the index', () => {
  const candidates = (theirs: Companies, keys: ArrayLike<number>): number[] => {
    const into = new Uint32Array(10_000);
    const found = KeyIndex.of(theirs).candidates(keys, new Uint32Array(theirs.size), 1, into);
    return [...into.subarray(0, found)].sort((a, b) => a - b);
  };
  const naive = (theirs: Companies, keys: readonly number[]): number[] => {
    const rows = Array.from({ length: theirs.size }, (_, row) => [...theirs.keysOf(row)]);
    const useful = keys.filter((key) => rows.filter((of) => of.includes(key)).length <= capOf(key));
    return rows.flatMap((of, row) => (of.some((key) => useful.includes(key)) ? [row] : []));
  };

  test('answers as a plain comparison would', () => {
    fc.assert(
      fc.property(company, fc.array(company, { maxLength: 120 }), (ours, rows) => {
        const keys = [...tableOf(ours).keysOf(0)];
        const theirs = tableOf(...rows);
        expect(candidates(theirs, keys)).toEqual(naive(theirs, keys));
      }),
      { numRuns: 200 },
    );
  });

  test('a key finds nobody once more rows share it than its cap', () => {
    const row = (n: number): Company => ({ name: `Q${n} x${n * 7}`, website: 'kamstoom.com' });
    const rows = Array.from({ length: 151 }, (_, n) => row(n));
    const { keys } = tableOf({ name: 'Zz', website: 'kamstoom.com' });
    expect(candidates(tableOf(...rows.slice(1)), keys)).toHaveLength(150);
    expect(candidates(tableOf(...rows), keys)).toEqual([]);
  });
});
