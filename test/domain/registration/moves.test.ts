/** The conditions of each move beyond the table, and what a form may hold: every refusal with its field. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type ClaimForm,
  draftOf,
  type Moved,
  movesFrom,
  submissionRefusals,
  type Surroundings,
} from '../../../shared/domain/registration.ts';
import { deal, partner } from '../conflict/claims.ts';
import {
  contact,
  DAY,
  form,
  input,
  MANAGER,
  OTHER_MANAGER,
  OTHER_REP,
  REP,
  rules,
  SYSTEM,
  World,
} from './world.ts';

let world: World;
let key: string;
const two = [input('A', ['resell'], 7_000), input('B', ['coSell'], 3_000)];
beforeEach(() => {
  world = new World();
  key = world.draft('op', form(two)).key;
});
const codes = (moved: Moved) =>
  moved.ok ? 'ok' : moved.refusals.map(({ code, field }) => `${code} ${field}`);

describe('a draft', () => {
  test.each<[string, Partial<ClaimForm>, string[]]>([
    [
      'a huge name',
      { customer: { ...form([]).customer, name: 'x'.repeat(256) } },
      ['registration.text.long customer.name'],
    ],
    [
      'a name that turns around',
      { customer: { ...form([]).customer, name: 'ACME\u202egro' } },
      ['registration.text.invisible customer.name'],
    ],
    ['half a character', { note: '\ud83d' }, ['registration.text.invisible note']],
    ['a negative amount', { amount: { minor: -1, currency: 'EUR' } }, ['registration.amount.invalid amount']],
    [
      'an amount past all counting',
      { amount: { minor: 2 ** 53, currency: 'EUR' } },
      ['registration.amount.invalid amount'],
    ],
    [
      'a currency that is none',
      { amount: { minor: 1, currency: 'euro' } },
      ['registration.amount.invalid amount'],
    ],
    ['a day that is none', { expectedClose: '2026-02-30' }, ['registration.close.invalid expectedClose']],
    ['a product that would be two', { products: ['a;b'] }, ['registration.products.semicolon products']],
    [
      'eight partners',
      { participants: 'ABCDEFGH'.split('').map((id) => input(id, ['coSell'])) },
      ['registration.participants.many participants'],
    ],
    [
      'a partner twice',
      { participants: [input('A', []), input('A', [])] },
      ['registration.partner.twice participants.1.partner'],
    ],
    [
      'a share of half a basis point',
      { participants: [input('A', [], 0.5)] },
      ['registration.share.invalid participants.0.share'],
    ],
    [
      'a link that runs',
      { participants: [{ ...input('A', []), evidence: 'javascript:alert(1)' }] },
      ['registration.evidence.invalid participants.0.evidence'],
    ],
  ])('with %s is refused by field', (_name, of, expected) => {
    const made = draftOf('op', { ...form([]), ...of }, { owner: 'U1', enteredBy: 'U1' }, rules.policy);
    expect(made.ok ? 'ok' : made.refusals.map(({ code, field }) => `${code} ${field}`)).toEqual(expected);
  });

  test('keeps whatever was typed, however little, and is one claim for one operation', () => {
    const nothing = form([], {
      customer: { name: ' ', website: '', country: null, account: null, match: 'sure' },
    });
    const by = { owner: 'U1', enteredBy: 'U1' };
    const made = draftOf('op', nothing, by, rules.policy);
    expect(made).toMatchObject({
      ok: true,
      registration: { customer: { name: '', website: null, match: 'none' } },
    });
    expect(draftOf('op', nothing, by, rules.policy)).toEqual(made);
    expect(draftOf('op2', nothing, by, rules.policy)).not.toEqual(made);
  });
});

describe('submitting', () => {
  const around: Surroundings = {
    partners: new Map([
      ['A', partner('A')],
      ['B', partner('B')],
      ['L', partner('L', { status: 'offboarding' })],
    ]),
    account: 'C1',
    deal: null,
    currencies: ['EUR'],
  };
  test.each<[string, Partial<ClaimForm>, Partial<Surroundings>, string[]]>([
    ['nobody', { participants: [] }, {}, ['registration.participants.none participants']],
    ['an account that is gone', {}, { account: null }, ['registration.customer.gone customer']],
    [
      'no customer',
      { customer: { name: '', website: null, country: null, account: null, match: 'none' } },
      {},
      ['registration.customer.missing customer.name'],
    ],
    ['a deal that is gone', { deal: 'D9' }, {}, ['registration.deal.gone deal']],
    [
      'a deal of another customer',
      { deal: 'D1' },
      { deal: deal('D1', { account: 'C2' }) },
      ['registration.deal.otherCustomer deal'],
    ],
    ['a lost deal', { deal: 'D1' }, { deal: deal('D1', { closed: true }) }, ['registration.deal.lost deal']],
    [
      'a currency that is not there',
      { amount: { minor: 1, currency: 'USD' } },
      {},
      ['registration.amount.currency amount'],
    ],
    ['a close in the past', { expectedClose: '2026-11-22' }, {}, ['registration.close.past expectedClose']],
    ['a close today', { expectedClose: '2026-11-23' }, {}, []],
    [
      'an account that is no partner',
      { participants: [input('X', ['coSell'])] },
      {},
      ['registration.partner.unknown participants.0.partner'],
    ],
    [
      'a partner that leaves',
      { participants: [input('L', ['coSell'])] },
      {},
      ['registration.partner.leaving participants.0.partner'],
    ],
    ['no roles', { participants: [input('A', [])] }, {}, ['registration.roles.none participants.0.roles']],
    [
      'no share',
      { participants: [input('A', ['coSell'], null)] },
      {},
      ['registration.share.missing participants.0.share'],
    ],
    [
      'too little',
      { participants: [input('A', ['coSell'], 9_999)] },
      {},
      ['registration.shares.open participants'],
    ],
    [
      'too much',
      { participants: [input('A', ['coSell'], 10_000), input('B', ['coSell'], 1)] },
      {},
      ['registration.shares.above participants'],
    ],
    [
      'two for one exclusive role',
      { participants: [input('A', ['resell'], 5_000), input('B', ['resell'], 5_000)] },
      {},
      ['registration.roles.doubled participants.0.roles', 'registration.roles.doubled participants.1.roles'],
    ],
  ])('%s', (_name, of, more, expected) => {
    const made = draftOf('op', { ...form(two), ...of }, { owner: 'U1', enteredBy: 'U1' }, rules.policy);
    if (!made.ok) throw new Error('no draft');
    const refusals = submissionRefusals(made.registration, { ...around, ...more }, rules, world.now);
    expect(refusals.map(({ code, field }) => `${code} ${field}`)).toEqual(expected);
  });

  test('of the same partner again names it and leads to its claim', () => {
    world.made(key, { move: 'submit' }, REP);
    const again = world.draft('again', form([input('B', ['implementation'])]));
    expect(world.move(again.key, { move: 'submit' }, REP)).toEqual({
      ok: false,
      refusals: [
        {
          code: 'registration.alreadyYours',
          field: 'participants.0.partner',
          args: { partner: 'Partner B' },
        },
      ],
    });
  });

  test('goes to a person at once where it is held, else waits', () => {
    expect(world.made(key, { move: 'submit' }, REP)).toMatchObject({
      state: 'submitted',
      submission: { sequence: 1, outcome: 'clear', late: false },
      clock: { dueAt: Date.parse('2026-11-25T23:00:00Z') },
    });
    const rival = world.draft('rival', form([input('C', ['resell'])]), 'U2');
    expect(world.made(rival.key, { move: 'submit' }, OTHER_REP)).toMatchObject({
      state: 'inReview',
      submission: { outcome: 'hold' },
    });
  });
});

describe('deciding', () => {
  test('of two rivals one can be approved, and the other once the first gives way', () => {
    const rival = world.draft('rival', form([input('C', ['resell'])]), 'U2').key;
    world.made(key, { move: 'submit' }, REP);
    world.made(rival, { move: 'submit' }, OTHER_REP);
    expect(codes(world.move(rival, { move: 'approve', why: null }, MANAGER))).toEqual([
      'registration.why.missing why',
    ]);
    world.made(rival, { move: 'approve', why: 'They were asked by the customer' }, MANAGER);
    expect(codes(world.move(key, { move: 'approve', why: 'Both' }, MANAGER))).toEqual([
      'registration.approve.taken participants',
    ]);
    world.made(rival, { move: 'withdraw', why: 'A mistake' }, MANAGER);
    expect(world.made(key, { move: 'approve', why: null }, MANAGER).state).toBe('approved');
  });

  test('by the rules alone is left to clear claims of the tiers they name', () => {
    world.made(key, { move: 'submit' }, REP);
    expect(world.made(key, { move: 'approve', why: null }, SYSTEM)).toMatchObject({
      state: 'approved',
      ruling: { by: null },
    });
    const rival = world.draft('rival', form([input('C', ['resell'])]), 'U2').key;
    world.made(rival, { move: 'submit' }, OTHER_REP);
    expect(codes(world.move(rival, { move: 'approve', why: 'x' }, SYSTEM))).toEqual([
      'registration.approve.person null',
    ]);
  });

  test('waits for a person’s word on a customer that is only likely', () => {
    const likely = form(two, { customer: { ...form([]).customer, match: 'likely' } });
    const { key: unsure } = world.draft('unsure', likely);
    world.made(unsure, { move: 'submit' }, REP);
    expect(codes(world.move(unsure, { move: 'approve', why: 'x' }, MANAGER))).toEqual([
      'registration.approve.customer customer',
    ]);
    world.made(unsure, { move: 'settleCustomer', account: 'C1' }, MANAGER);
    expect(world.made(unsure, { move: 'approve', why: null }, MANAGER).state).toBe('approved');
  });

  test('asks, waits and goes on; the answer is checked like a submission', () => {
    world.made(key, { move: 'submit' }, REP);
    world.made(key, { move: 'askInfo', why: 'Who is your contact?' }, MANAGER);
    const wrong = form([input('A', ['resell'], 1)]);
    expect(codes(world.move(key, { move: 'answer', form: wrong, why: null }, REP))).toEqual([
      'registration.shares.open participants',
    ]);
    const answered = world.made(key, { move: 'answer', form: form(two), why: 'Kim' }, REP);
    expect(answered).toMatchObject({ state: 'inReview', submission: { sequence: 1 } });
  });

  test('is appealed in time, once, and decided by another', () => {
    world.made(key, { move: 'submit' }, REP);
    world.made(key, { move: 'reject', why: 'Too early' }, MANAGER);
    const rejectedAt = world.now;
    world.now += 16 * DAY;
    expect(codes(world.move(key, { move: 'appeal', why: 'No' }, REP))).toEqual([
      'registration.appeal.late null',
    ]);
    world.now = rejectedAt + 14 * DAY;
    world.made(key, { move: 'appeal', why: 'Not at all' }, REP);
    for (const move of ['approve', 'reject'] as const) {
      expect(codes(world.move(key, { move, why: 'x' }, MANAGER))).toEqual([
        'registration.appeal.sameDecider null',
      ]);
    }
    world.made(key, { move: 'reject', why: 'Still' }, OTHER_MANAGER);
    expect(codes(world.move(key, { move: 'appeal', why: 'Please' }, REP))).toEqual([
      'registration.appeal.again null',
    ]);
  });
});

describe('an approved claim', () => {
  beforeEach(() => {
    world.made(key, { move: 'submit' }, REP);
    world.made(key, { move: 'approve', why: null }, MANAGER);
  });

  test('is extended once, for what was done', () => {
    expect(codes(world.move(key, { move: 'extend', evidence: ' ' }, REP))).toEqual([
      'registration.why.missing evidence',
    ]);
    const extended = world.made(key, { move: 'extend', evidence: 'A workshop with the customer' }, REP);
    expect(extended.protection).toMatchObject({ until: '2027-03-23', extensions: 1 });
    expect(codes(world.move(key, { move: 'extend', evidence: 'More' }, REP))).toEqual([
      'registration.extend.again null',
    ]);
  });

  test('is joined by who complements it, without a share, and by nobody for what is taken', () => {
    expect(codes(world.move(key, { move: 'join', participant: input('C', ['resell']) }, OTHER_REP))).toEqual([
      'registration.join.clash roles',
    ]);
    const joined = world.made(key, { move: 'join', participant: input('C', ['implementation']) }, OTHER_REP);
    expect(joined.participants.map(({ partner: id, share }) => [id, share])).toEqual([
      ['A', 7_000],
      ['B', 3_000],
      ['C', 0],
    ]);
    expect(codes(world.move(key, { move: 'join', participant: input('C', ['coSell']) }, REP))).toEqual([
      'registration.partner.twice partner',
    ]);
  });

  test('is not joined for a role that another protected claim holds', () => {
    const other = world.draft(
      'other',
      form([input('C', ['implementation'])], { products: ['Edge'] }),
      'U2',
    ).key;
    world.made(other, { move: 'submit' }, OTHER_REP);
    world.made(other, { move: 'approve', why: null }, MANAGER);
    expect(codes(world.move(other, { move: 'join', participant: input('D', ['resell']) }, REP))).toEqual([
      'registration.join.clash roles',
    ]);
  });

  test('takes a consent once, by the partner itself, and asks again for a new share', () => {
    const consent = { move: 'consent', partner: 'A', consent: 'accepted', name: ' Kim ' } as const;
    expect(codes(world.move(key, consent, contact('B')))).toEqual(['registration.notYours null']);
    expect(codes(world.move(key, { ...consent, name: ' ' }, contact('A')))).toEqual([
      'registration.consent.name name',
    ]);
    const given = world.made(key, consent, contact('A'));
    expect(given.participants[0]).toMatchObject({ consent: 'accepted', consentedBy: 'Kim' });
    expect(codes(world.move(key, consent, contact('A')))).toEqual(['registration.consent.given null']);
    const reshared = world.made(key, { move: 'reshare', shares: { A: 6_000, B: 4_000 }, why: null }, MANAGER);
    expect(reshared.participants[0]).toMatchObject({ consent: 'pending', share: 6_000 });
    expect(codes(world.move(key, { move: 'reshare', shares: { A: 1 }, why: null }, MANAGER))).toEqual([
      'registration.shares.open participants',
    ]);
  });

  test('is not taken away by another rep, nor without a reason', () => {
    expect(codes(world.move(key, { move: 'withdraw', why: 'x' }, OTHER_REP))).toEqual([
      'registration.notYours null',
    ]);
    expect(codes(world.move(key, { move: 'withdraw', why: null }, REP))).toEqual([
      'registration.why.missing why',
    ]);
  });

  test('that a person approved keeps its place when the CRM refuses something', () => {
    expect(codes(world.move(key, { move: 'release', why: 'Name: required' }, SYSTEM))).toEqual([
      'registration.release.decided null',
    ]);
  });
});

test('a claim that the CRM refused becomes a draft that keeps what was typed, and the next is first', () => {
  world.made(key, { move: 'submit' }, REP);
  const rival = world.draft('rival', form([input('C', ['resell'])]), 'U2').key;
  const held = world.made(rival, { move: 'submit' }, OTHER_REP);
  expect(world.verdict(held).outcome).toBe('hold');
  const released = world.made(key, { move: 'release', why: 'Amount: out of range' }, SYSTEM);
  expect(released).toMatchObject({ state: 'draft', submission: null, participants: [{ share: 7_000 }, {}] });
  expect(world.verdict(held).outcome).toBe('clear');
  expect(world.made(rival, { move: 'rejudge' }, SYSTEM)).toMatchObject({
    state: 'submitted',
    submission: { sequence: 2, outcome: 'clear' },
  });
});

test('a claim that is not one’s own looks the same in every state', () => {
  const seen = codes(world.move(key, { move: 'extend', evidence: 'x' }, OTHER_REP));
  world.made(key, { move: 'submit' }, REP);
  world.made(key, { move: 'approve', why: null }, MANAGER);
  expect(codes(world.move(key, { move: 'extend', evidence: 'x' }, OTHER_REP))).toEqual(seen);
});

test('what an actor may do in a state follows from the table', () => {
  expect(movesFrom('withdrawn', 'channelManager')).toEqual([]);
  expect(movesFrom('draft', 'partner')).toEqual(['edit', 'submit', 'consent']);
});
