/** What the program's switches do to pairs: each takes something away, none adds anything. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Companies,
  countIn,
  defaultMatchSettings,
  Learnt,
  Scorer,
  together,
  type MatchSettings,
  type Subject,
} from '../../shared/domain/matching.ts';
import { parseProgram } from '../../shared/domain/program.ts';

type Company = Omit<Subject, 'id'>;

function tier(ours: Company, theirs: Company, settings: Partial<MatchSettings> = {}): string {
  const [a, b] = [Companies.of([{ ...ours, id: 'a' }]), Companies.of([{ ...theirs, id: 'b' }])];
  const learnt = new Learnt(together([countIn(a), countIn(b)]));
  learnt.weigh(a);
  learnt.weigh(b);
  return new Scorer(a, b, learnt, { ...defaultMatchSettings, ...settings }).explain(0, 0).tier;
}

const address = { street: '12 Harbour Lane', postcode: 'BS1 4QA', city: 'Bristol', country: 'GB' };

describe('placeAsWitness', () => {
  const [ours, theirs] = [
    { name: 'Halcyon Marine Ltd', ...address },
    { name: 'Halcyon Marine', ...address },
  ];
  test('on, makes equal names at one address sure; off, leaves them to a person', () => {
    expect(tier(ours, theirs)).toBe('sure');
    expect(tier(ours, theirs, { placeAsWitness: false })).toBe('likely');
  });

  test('off, takes nothing from a pair whose domain proves it', () => {
    const site = { website: 'halcyonmarine.co.uk' };
    expect(tier({ ...ours, ...site }, { ...theirs, ...site }, { placeAsWitness: false })).toBe('sure');
  });
});

describe('domainAlone', () => {
  const ours = { name: 'Northgate Foundry', website: 'northgate.de' };
  test('no, leaves out what has nothing but its domain in common', () => {
    const theirs = { name: 'Zephyr Optics', website: 'northgate.de' };
    expect(tier(ours, theirs, { likelyAt: 30 })).toBe('likely');
    expect(tier(ours, theirs, { likelyAt: 30, domainAlone: 'no' })).toBe('no');
  });

  test('no, keeps a domain that the name or the number goes with', () => {
    expect(tier(ours, ours, { domainAlone: 'no' })).toBe('sure');
    const numbered = { name: 'Zephyr Optics', website: 'northgate.de', registrationNumber: 'DE136695976' };
    const same = { ...ours, registrationNumber: 'DE136695976' };
    expect(tier(same, numbered, { domainAlone: 'no' })).not.toBe('no');
  });
});

describe('acrossCountries', () => {
  const ours = { name: 'Northgate Foundry', website: 'northgate.com', country: 'DE' };
  test('no, leaves out a pair in two countries, but not one that its number proves', () => {
    const abroad = { ...ours, country: 'US' };
    expect(tier(ours, abroad)).toBe('likely');
    expect(tier(ours, abroad, { acrossCountries: 'no' })).toBe('no');
    expect(tier(ours, ours, { acrossCountries: 'no' })).toBe('sure');
    const number = { registrationNumber: 'DE136695976' };
    expect(tier({ ...ours, ...number }, { ...abroad, ...number }, { acrossCountries: 'no' })).toBe('likely');
  });
});

const RANK = { no: 0, likely: 1, sure: 2 } as const;
const company = fc.record({
  name: fc.constantFrom('Northgate Foundry', 'Northgate', 'Halcyon Marine', 'Zephyr Optics II', 'NF'),
  website: fc.option(fc.constantFrom('northgate.de', 'halcyon.com', 'gmail.com')),
  country: fc.option(fc.constantFrom('DE', 'GB')),
  city: fc.option(fc.constantFrom('Berlin', 'Bristol')),
  postcode: fc.option(fc.constantFrom('10115', 'BS1 4QA')),
  phone: fc.option(fc.constantFrom('+49 30 1234567', '+44 117 496 0000')),
  registrationNumber: fc.option(fc.constantFrom('DE136695976', 'DE811569869')),
});

test('any switch turned from its default only ever lowers a tier', () => {
  const stricter = fc.record({
    placeAsWitness: fc.constantFrom(true, false),
    domainAlone: fc.constantFrom('likely', 'no'),
    acrossCountries: fc.constantFrom('likely', 'no'),
  });
  fc.assert(
    fc.property(company, company, stricter, (ours, theirs, settings) => {
      const [usual, strict] = [tier(ours, theirs), tier(ours, theirs, settings)];
      expect(RANK[strict as keyof typeof RANK]).toBeLessThanOrEqual(RANK[usual as keyof typeof RANK]);
    }),
  );
});

test('a program from before the switches takes their defaults, and a misspelt one is refused', () => {
  const parsed = parseProgram({ matching: { sureAt: 80, likelyAt: 30 } });
  expect(parsed).toMatchObject({
    rules: { matching: { ...defaultMatchSettings, sureAt: 80, likelyAt: 30 } },
  });
  expect(parseProgram({ matching: { sureAt: 80, likelyAt: 30, domainAlone: 'sure' } })).toMatchObject({
    problem: expect.stringContaining('matching.domainAlone') as string,
  });
});
