/** What rows that people typed into the CRM say, which moves an edit of them comes to, and when a claim's time comes. */
import { describe, expect, test } from 'vitest';
import {
  formTyped,
  movesTyped,
  nextInstant,
  type Registration,
  registrationRows,
  type RegistrationRows,
} from '../../../shared/domain/registration.ts';
import { approved, NOW, rulesOf, submitted, takesPart } from '../conflict/claims.ts';
import { DAY } from './world.ts';

const rules = rulesOf({ decision: { decider: 'M1' } });
const { policy } = rules;

type Typed = Partial<RegistrationRows['registration']>;

/** The rows of a claim after somebody typed into them. */
function edited(claim: Registration, typed: Typed): RegistrationRows {
  const rows = registrationRows(claim);
  return { ...rows, registration: { ...rows.registration, ...typed } };
}

describe('a form from rows that were typed', () => {
  const participant = { partner: 'A', roles: ['resell' as const], share: 10_000 };
  test.each<[string, RegistrationRows, object]>([
    ['nothing at all', { registration: {}, participants: [] }, { customer: { name: '', match: 'none' } }],
    ['an account', { registration: { account: 'C1' }, participants: [] }, { customer: { match: 'chosen' } }],
    [
      'products between semicolons',
      { registration: { products: ' Edge;;Core ' }, participants: [] },
      { products: ['Edge', 'Core'] },
    ],
    [
      'a negative amount',
      { registration: { amount: { minor: -1, currency: 'EUR' } }, participants: [] },
      { amount: null },
    ],
    [
      'a partner without a key',
      { registration: {}, participants: [participant] },
      { participants: [{ ...participant, contribution: null, evidence: null }] },
    ],
    [
      'a partner twice, of which the first counts',
      { registration: {}, participants: [participant, { ...participant, share: 1 }] },
      { participants: [{ share: 10_000 }] },
    ],
    ['a row without a partner', { registration: {}, participants: [{ share: 1 }] }, { participants: [] }],
    [
      'a share above the whole and a link that is none',
      {
        registration: {},
        participants: [{ ...participant, share: 10_001, evidence: 'javascript:alert(1)' }],
      },
      { participants: [{ share: null, evidence: null }] },
    ],
  ])('%s', (_name, rows, form) => {
    expect(formTyped(rows, policy)).toMatchObject(form);
  });

  test('holds no more partners than the program allows', () => {
    const participants = 'ABCDEFGHI'.split('').map((partner) => ({ partner }));
    expect(formTyped({ registration: {}, participants }, policy).participants).toHaveLength(7);
  });
});

describe('an edit of a claim’s rows', () => {
  const waiting = submitted('regA', 1, { deal: 'D1' });
  test.each<[string, Registration, Typed, object[]]>([
    ['nothing', waiting, {}, []],
    ['a status, which is not believed', waiting, { status: 'approved' }, []],
    ['what was submitted, which stays', waiting, { note: 'other', products: 'Other' }, []],
    ['the decider', waiting, { decider: 'M9' }, [{ move: 'assign', decider: 'M9' }]],
    [
      'no decider any more',
      { ...waiting, decider: 'M9' },
      { decider: null },
      [{ move: 'assign', decider: null }],
    ],
    ['the owner', waiting, { owner: 'U9' }, [{ move: 'assign', owner: 'U9' }]],
    ['the owner of a claim of nobody', { ...waiting, owner: null }, { owner: 'U9' }, []],
    ['a field that we may not read', waiting, { deal: undefined, owner: undefined } as unknown as Typed, []],
    ['the deal', waiting, { deal: 'D2' }, [{ move: 'linkDeal', deal: 'D2' }]],
    ['the customer', waiting, { account: 'C9' }, [{ move: 'settleCustomer', account: 'C9' }]],
    [
      'what is still open',
      { ...waiting, state: 'moreInfo' },
      { note: 'other' },
      [{ move: 'edit', form: { note: 'other', deal: 'D1' } }],
    ],
  ])('%s', (_name, claim, typed, moves) => {
    expect(movesTyped(claim, edited(claim, typed), policy)).toMatchObject(moves);
    expect(movesTyped(claim, edited(claim, typed), policy)).toHaveLength(moves.length);
  });
});

describe('the next instant of a claim', () => {
  const clock = { dueAt: NOW + DAY, left: null, pauses: 0, askedAt: null };
  test('is when its decision is due, and none once it is overdue', () => {
    const waiting = submitted('regA', 1, { clock });
    expect(nextInstant(waiting, rules, NOW)).toBe(NOW + DAY);
    expect(nextInstant(waiting, rules, NOW + DAY)).toBeNull();
  });

  test('is each reminder and then the end of the protection', () => {
    const claim = approved('regA', 1, { participants: [takesPart('A', ['resell'])] });
    const instants: number[] = [];
    for (let at = nextInstant(claim, rules, NOW); at !== null; at = nextInstant(claim, rules, at))
      instants.push(at);
    const ends = claim.protection?.endsAt ?? 0;
    expect(instants.at(-1)).toBe(ends);
    expect(instants.map((at) => Math.round((ends - at) / DAY))).toEqual([14, 7, 1, 0]);
  });

  test.each(['draft', 'rejected', 'withdrawn', 'expired', 'converted'] as const)(
    'is none when %s',
    (state) => {
      expect(nextInstant(approved('regA', 1, { state, clock }), rules, NOW)).toBeNull();
    },
  );
});
