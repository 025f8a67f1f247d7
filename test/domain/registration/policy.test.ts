import { describe, expect, test } from 'vitest';
import { defaultProgram, parseProgram } from '../../../shared/domain/program.ts';
import {
  approvesItself,
  defaultPolicy,
  parsePolicy,
  protectionDays,
  registrationPolicy,
} from '../../../shared/domain/registration.ts';
import { exclusivityOf } from '../../../shared/domain/conflict.ts';
import { DEAL_ROLES } from '../../../shared/schema/objects.ts';
import { claim, partner, rulesOf, takesPart } from '../conflict/claims.ts';

describe('a policy', () => {
  test('of nothing is the default of the issue, and stays the same when it is read again', () => {
    const policy = defaultPolicy();
    expect(policy).toMatchObject({
      participants: 7,
      protection: { days: 90, extensionDays: 30, extensions: 1, reminders: [14, 7, 1] },
      decision: { businessDays: 2, pauses: 1 },
      autoApproval: null,
      late: { hours: 48 },
    });
    expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ policy });
    expect(defaultProgram().registration).toEqual(policy);
  });

  test.each<[object | string, string, RegExp, RegExp]>([
    [{ participants: 8 }, 'participants', /<=7/, /1 to 7/],
    [{ protection: { days: 0 } }, 'protection.days', />=1/, /1 to 730/],
    [{ protection: { rules: [{ days: 5 }] } }, 'protection.rules.0', /tier, a type or both/, /tier/],
    [{ protection: { rules: [{ type: 'friend', days: 5 }] } }, 'protection.rules.0.type', /option/, /type/],
    [{ decision: { workdays: [] } }, 'decision.workdays', /At least one day/, /workdays/],
    [{ decision: { holidays: ['24.12.'] } }, 'decision.holidays.0', /2026-12-24/, /2026-12-24/],
    [{ decision: { zone: 'Berlin' } }, 'decision.zone', /Europe\/Berlin/, /IANA/],
    [{ autoApproval: { upTo: { minor: 1.5, currency: 'EUR' } } }, 'autoApproval.upTo.minor', /int/, /amount/],
    [{ namedAccounts: { domains: ['gmail.com'] } }, 'namedAccounts.domains.0', /own domain/, /own/],
    [{ late: { hours: -1 } }, 'late.hours', />=0/, /hours/],
    [{ newDeal: {} }, 'newDeal.stage', /string/, /stage/],
    [{ exclusivePer: { boss: 'deal' } }, 'exclusivePer', /boss/, /productFamily or deal/],
    [{ protecton: {} }, '', /protecton/, /settings there are/],
    ['text', '', /object/, /settings there are/],
  ])('%j is refused with place, reason and next step', (input, place, reason, next) => {
    const parsed = parsePolicy(input);
    if (!('problems' in parsed)) throw new Error('not refused');
    const [problem] = parsed.problems;
    expect(problem?.place).toBe(place);
    expect(problem?.reason).toMatch(reason);
    expect(problem?.next).toMatch(next);
  });

  test('that is wrong makes the program wrong', () => {
    expect(parseProgram({ registration: { velocity: 0 } })).toMatchObject({
      problem: expect.stringContaining('registration.velocity') as string,
    });
  });

  test('takes domains in whatever way they were typed', () => {
    const policy = registrationPolicy.parse({
      namedAccounts: { domains: ['https://www.Müller.de/kontakt'] },
    });
    expect(policy.namedAccounts.domains).toEqual(['xn--mller-kva.de']);
  });

  test('says of each role that the program calls exclusive what it excludes from', () => {
    const rules = rulesOf({ exclusivePer: { distribution: 'deal' } });
    const exclusive = DEAL_ROLES.filter((role) => exclusivityOf(role, rules) !== 'shared');
    expect(exclusive).toEqual(['lead', 'sourcing', 'resell', 'distribution']);
    expect(exclusivityOf('resell', rules)).toBe('productFamily');
    expect(exclusivityOf('distribution', rules)).toBe('deal');
  });
});

describe('protection by tier and type', () => {
  const policy = registrationPolicy.parse({
    protection: {
      days: 60,
      rules: [
        { type: 'reseller', days: 70 },
        { tier: 'gold', days: 80 },
        { tier: 'Gold', type: 'reseller', days: 75 },
        { tier: 'Gold', type: 'reseller', days: 77 },
      ],
    },
  });
  test.each([
    [{ tier: 'Gold', type: 'reseller' as const }, 77],
    [{ tier: ' GOLD ', type: 'isv' as const }, 80],
    [{ tier: 'Silver', type: 'reseller' as const }, 70],
    [{ tier: null, type: null }, 60],
  ])('%j: %d days', (of, days) => {
    const partners = new Map([['A', partner('A', of)]]);
    expect(protectionDays(claim('x'), partners, policy)).toBe(days);
  });

  test('is the longest of the claim’s partners, and of those who declined none', () => {
    const partners = new Map([
      ['A', partner('A', { tier: 'Gold', type: 'isv' })],
      ['B', partner('B', { tier: null, type: null })],
    ]);
    const both = claim('x', { participants: [takesPart('A', ['coSell']), takesPart('B', ['coSell'])] });
    expect(protectionDays(both, partners, policy)).toBe(80);
    const one = {
      ...both,
      participants: both.participants.map((each) =>
        each.partner === 'A' ? { ...each, consent: 'declined' as const } : each,
      ),
    };
    expect(protectionDays(one, partners, policy)).toBe(60);
  });
});

describe('approval without a person', () => {
  const partners = new Map([['A', partner('A', { tier: 'Gold' })]]);
  const eur = (minor: number) => ({ minor, currency: 'EUR' });
  test.each([
    ['none', {}, 'clear', eur(1), false],
    ['any', { autoApproval: {} }, 'clear', null, true],
    ['of what is flagged', { autoApproval: {} }, 'flag', null, false],
    ['of what could be joined', { autoApproval: {} }, 'join', null, false],
    ['of a tier', { autoApproval: { tiers: ['gold'] } }, 'clear', null, true],
    ['of another tier', { autoApproval: { tiers: ['silver'] } }, 'clear', null, false],
    ['up to an amount', { autoApproval: { upTo: eur(100) } }, 'clear', eur(100), true],
    ['above it', { autoApproval: { upTo: eur(100) } }, 'clear', eur(101), false],
    ['of no amount', { autoApproval: { upTo: eur(100) } }, 'clear', null, false],
    [
      'in another currency',
      { autoApproval: { upTo: eur(100) } },
      'clear',
      { minor: 1, currency: 'USD' },
      false,
    ],
  ] as const)('%s', (_name, policy, outcome, amount, expected) => {
    const own = claim('x', { amount });
    expect(approvesItself(own, { outcome }, partners, registrationPolicy.parse(policy))).toBe(expected);
  });
});
