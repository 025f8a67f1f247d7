import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultMatchSettings,
  capOf,
  mayMatch,
  prepare,
  score,
  type Subject,
} from '../../shared/domain/matchingOld.ts';
import { MatchIndex } from '../../shared/domain/matchIndex.ts';
import { SAME_COMPANY, LIKELY, OTHER_COMPANY } from './examples/companyPairs.ts';

const words = [
  'Kamstoom',
  'Kamstom',
  'Müller',
  'Mueller',
  'Holding',
  'Solutions',
  'Deutschland',
  'II',
  '24',
  'IBM',
  'SA',
];
const company = fc.record({
  name: fc.oneof(
    fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  ),
  website: fc.option(
    fc.constantFrom('kamstoom.com', 'mueller.de', 'gmail.com', 'acme.wixsite.com', 'kamstoom.de'),
  ),
  country: fc.option(fc.constantFrom('DE', 'Germany', 'US', 'nowhere')),
  city: fc.option(fc.constantFrom('Berlin', 'Bonn')),
  postcode: fc.option(fc.constantFrom('10115', '53111')),
  phone: fc.option(fc.constantFrom('+49 30 1234567', '030/1234567')),
  registrationNumber: fc.option(fc.constantFrom('412-7790-11', '412779011', 'DE136695976', '000000000')),
});
const prepared = (subject: Omit<Subject, 'id'>, id = 'one') => prepare({ id, ...subject });

describe('a score', () => {
  test('a pair that the cheap look rules out is no match whatever its names', () => {
    fc.assert(
      fc.property(company, company, fc.integer({ min: 1, max: 100 }), (a, b, likelyAt) => {
        const [ours, theirs] = [prepare({ ...a, id: 'a' }), prepare({ ...b, id: 'b' })];
        const settings = { sureAt: 100, likelyAt };
        if (score(ours, theirs, settings).tier !== 'no') expect(mayMatch(ours, theirs, settings)).toBe(true);
      }),
    );
  });

  test('is the same whichever record comes first', () => {
    fc.assert(
      fc.property(company, company, (a, b) => {
        const there = score(prepared(a), prepared(b), defaultMatchSettings);
        const back = score(prepared(b), prepared(a), defaultMatchSettings);
        expect([there.score, there.tier]).toEqual([back.score, back.tier]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is the sum of its reasons and lies within 0–100', () => {
    fc.assert(
      fc.property(company, company, (a, b) => {
        const match = score(prepared(a), prepared(b), defaultMatchSettings);
        const sum = match.reasons.reduce((total, { weight }) => total + weight, 0);
        expect(match.score).toBeCloseTo(sum, 6);
        expect(match.score).toBeGreaterThanOrEqual(0);
        expect(match.score).toBeLessThanOrEqual(100);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is sure only with two witnesses, and never against a contradiction', () => {
    const against = /^match\.(registration|country|numbers|kin|region)\.other$/;
    fc.assert(
      fc.property(company, company, (a, b) => {
        const { tier, reasons } = score(prepared(a), prepared(b), defaultMatchSettings);
        fc.pre(tier === 'sure');
        const keys = reasons.map(({ key }) => key);
        expect(keys.filter((key) => against.test(key))).toEqual([]);
        const named = keys.some((key) => /^match\.name\.(equal|similar|acronym)$/.test(key));
        expect(
          keys.includes('match.registration.equal') || (keys.includes('match.domain.equal') && named),
        ).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never becomes sure by wanting more', () => {
    fc.assert(
      fc.property(company, company, fc.integer({ min: 70, max: 100 }), (a, b, sureAt) => {
        const usual = score(prepared(a), prepared(b), defaultMatchSettings);
        const strict = score(prepared(a), prepared(b), { ...defaultMatchSettings, sureAt });
        if (strict.tier === 'sure') expect(usual.tier).toBe('sure');
      }),
    );
  });

  test('survives being stored', () => {
    fc.assert(
      fc.property(company, company, (a, b) => {
        const stored = JSON.parse(JSON.stringify(prepared(a))) as ReturnType<typeof prepare>;
        expect(score(stored, prepared(b), defaultMatchSettings)).toEqual(
          score(prepared(a), prepared(b), defaultMatchSettings),
        );
      }),
    );
  });

  test('quotes long names in part', () => {
    const long = prepared({ name: 'Kamstoom '.repeat(1_000), website: 'kamstoom.com' });
    expect(JSON.stringify(score(long, long, defaultMatchSettings).reasons).length).toBeLessThan(1_500);
  });
});

describe('keys', () => {
  test('do not depend on case, legal form or order of the record’s words', () => {
    const keys = (name: string) => prepared({ name }).keys.filter((key) => /^[std]:/.test(key));
    expect(keys('KAMSTOOM Nordwind GmbH').sort()).toEqual(keys('Nordwind Kamstoom Ltd').sort());
  });

  test('never come from free mail, hosting or social networks', () => {
    const websites = ['gmail.com', 'https://linkedin.com/company/x', 'x.wixsite.com', 'sites.google.com/x'];
    for (const website of websites) {
      expect(prepared({ name: 'Kamstoom', website }).keys.filter((key) => key.startsWith('d:'))).toEqual([]);
    }
    const { domains } = prepared({
      name: 'Kamstoom',
      website: 'kamstoom.de',
      emails: ['a@gmx.de', 'b@kamstoom.com'],
    });
    expect(domains).toEqual(['kamstoom.de', 'kamstoom.com']);
  });

  test('are distinct, and bring every pair together that must be found', () => {
    const found = [...SAME_COMPANY, ...LIKELY, ...OTHER_COMPANY].filter(({ tier }) => tier !== 'no');
    for (const { ours, theirs } of found) {
      const a = prepared(ours).keys;
      expect(new Set(a).size).toBe(a.length);
      expect(
        a.some((key) => prepared(theirs).keys.includes(key)),
        `${ours.name} | ${theirs.name}`,
      ).toBe(true);
    }
  });

  test('find a name again after one typing error in a long word', () => {
    const name = 'Kamstoomberg';
    fc.assert(
      fc.property(fc.nat(name.length - 1), fc.constantFrom('', 'x', 'xy'), (at, typo) => {
        const wrong = name.slice(0, at) + typo + name.slice(at + 1);
        const keys = prepared({ name }).keys;
        expect(prepared({ name: wrong }).keys.some((key) => keys.includes(key))).toBe(true);
      }),
    );
  });
});

describe('the index', () => {
  const naive = (
    records: ReadonlyMap<string, readonly string[]>,
    id: string,
    keys: readonly string[],
    cap: number,
  ) =>
    [...records]
      .filter(([other, theirs]) => {
        const shared = keys.filter((key) => theirs.includes(key));
        const rare = shared.filter(
          (key) => [...records.values()].filter((all) => all.includes(key)).length <= cap,
        );
        return other !== id && rare.length > 0;
      })
      .map(([other]) => other)
      .sort();

  test('answers as a plain comparison would, after any adding and removing', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      keys: fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3', 'k4'), { maxLength: 3 }),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const index = new MatchIndex(() => 3);
        const records = new Map<string, readonly string[]>();
        for (const { id, keys, remove } of steps) {
          if (remove) {
            index.remove(id);
            records.delete(id);
          } else {
            index.add({ id, keys });
            records.set(id, keys);
          }
          expect(index.size).toBe(records.size);
          expect(index.candidates({ id, keys })).toEqual(naive(records, id, keys, 3));
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each(['d:hot.com', 't:solutions'])(
    '%s finds nobody once more records share it than its cap',
    (key) => {
      const index = new MatchIndex();
      const cap = capOf(key);
      for (let at = 0; at < cap; at++) index.add({ id: `r${at}`, keys: [key] });
      expect(index.candidates({ id: 'q', keys: [key] })).toHaveLength(cap);
      index.add({ id: 'one more', keys: [key] });
      expect(index.candidates({ id: 'q', keys: [key] })).toEqual([]);
      index.remove('r7');
      expect(index.candidates({ id: 'q', keys: [key] })).toHaveLength(cap);
    },
  );

  test('a domain tells a company that many partners list; a word that so many share tells nothing', () => {
    expect(capOf('d:acme.com')).toBeGreaterThan(3 * capOf('t:acme'));
  });
});
