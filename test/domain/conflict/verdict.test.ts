import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareWaiting,
  conflictRows,
  type ConflictFacts,
  type Verdict,
  verdictOn,
} from '../../../shared/domain/conflict.ts';
import { comparePrecedence, placeOfTyped, type Registration } from '../../../shared/domain/registration.ts';
import { DEAL_ROLES } from '../../../shared/schema/objects.ts';
import {
  approved,
  claim,
  deal,
  facts,
  NOW,
  part,
  partner,
  PARTNERS,
  rulesOf,
  submitted,
  takesPart,
} from './claims.ts';

const DAY = 86_400_000;
const rules = rulesOf({ late: { stages: ['Negotiation'] } });
const judged = (own: Registration, around: ConflictFacts = facts([]), by = rules) =>
  verdictOn(own, around, by, NOW);
const kinds = ({ findings }: Verdict) => findings.map(({ kind }) => kind);

describe('a claim beside no other', () => {
  test('is clear', () => {
    expect(judged(claim('regA'))).toEqual({
      outcome: 'clear',
      findings: [],
      joins: null,
      score: 0,
      policyVersion: 7,
    });
  });

  test.each<[string, Partial<Registration>, Partial<ConflictFacts>, object, string[]]>([
    ['a named account', {}, {}, { namedAccounts: { accounts: ['C1'] } }, ['namedAccount']],
    ['a named domain', {}, {}, { namedAccounts: { domains: ['https://www.ACME.test/x'] } }, ['namedAccount']],
    ['another named account', {}, {}, { namedAccounts: { accounts: ['C2'], domains: ['other.test'] } }, []],
    ['an older open deal of our own', {}, { deals: [deal('D1')] }, {}, ['directOverlap']],
    ['one of unknown age', {}, { deals: [deal('D1', { createdAt: null })] }, {}, ['directOverlap']],
    ['a younger one', {}, { deals: [deal('D1', { createdAt: NOW })] }, {}, []],
    ['a closed one', {}, { deals: [deal('D1', { closed: true })] }, {}, []],
    ['one with a partner', {}, { deals: [deal('D1', { team: [part('B')] })] }, {}, []],
    [
      'one that every partner has left',
      {},
      { deals: [deal('D1', { team: [part('B', { status: 'ended' })] })] },
      {},
      ['directOverlap'],
    ],
    ['the deal it is about', { deal: 'D1' }, { deals: [deal('D1')] }, {}, []],
    [
      'a final stage',
      { deal: 'D1' },
      { deals: [deal('D1', { stage: 'Negotiation' })] },
      { late: { stages: ['Negotiation'] } },
      ['lateClaim'],
    ],
    [
      'a closed deal',
      { deal: 'D1' },
      { deals: [deal('D1', { closed: true, won: true })] },
      {},
      ['lateClaim'],
    ],
    [
      'a deal that closes tomorrow',
      { deal: 'D1' },
      { deals: [deal('D1', { closeDate: '2026-11-24' })] },
      {},
      ['lateClaim'],
    ],
    [
      'a deal that closes in three days',
      { deal: 'D1' },
      { deals: [deal('D1', { closeDate: '2026-11-26' })] },
      {},
      [],
    ],
    ['a close that is expected tomorrow', { expectedClose: '2026-11-24' }, {}, {}, ['lateClaim']],
    [
      'what was not late when it was submitted',
      submitted('x', 1, { expectedClose: '2026-11-24' }),
      {},
      {},
      [],
    ],
    [
      'a customer that is only likely',
      { customer: { ...claim('x').customer, match: 'likely' } },
      {},
      {},
      ['likelyMatch'],
    ],
    [
      'a partner with the customer’s domain',
      {},
      { partners: new Map([['A', partner('A', { domains: ['acme.test'] })]]) },
      {},
      ['selfDealing'],
    ],
    [
      'a partner that is the customer',
      { customer: { ...claim('x').customer, account: 'A' } },
      {},
      {},
      ['selfDealing'],
    ],
    ['the third claim of a day', {}, { submissionsToday: new Map([['A', 2]]) }, {}, ['velocity']],
    ['the second claim of a day', {}, { submissionsToday: new Map([['A', 1]]) }, {}, []],
  ])('%s: %#', (_name, of, around, policy, expected) => {
    const own = claim('regA', { ...of, key: 'regA' });
    const verdict = judged(own, facts([], around), rulesOf(policy));
    expect(kinds(verdict)).toEqual(expected);
    const outcome = { velocity: 'flag', undefined: 'clear' }[String(expected[0])] ?? 'hold';
    expect(verdict.outcome).toBe(outcome);
  });

  test('clashes with a partner that holds the exclusive role on its deal’s team', () => {
    const around = facts([], { deals: [deal('D1', { team: [part('B', { roles: ['resell'] })] })] });
    expect(judged(claim('regA', { deal: 'D1' }), around).findings).toMatchObject([
      { kind: 'roleClash', partner: 'A', role: 'resell', deal: 'D1', against: null },
    ]);
    const gone = facts([], {
      deals: [deal('D1', { team: [part('B', { roles: ['resell'], status: 'ended' })] })],
    });
    expect(kinds(judged(claim('regA', { deal: 'D1' }), gone))).toEqual([]);
  });
});

describe('a claim beside others', () => {
  test('names the part that clashes, with whom and until when, and lets the other parts be', () => {
    const own = claim('regA', {
      participants: [
        takesPart('A', ['implementation']),
        takesPart('C', ['resell', 'managedService']),
        takesPart('D', ['coSell']),
      ],
    });
    const rival = approved('regB', 1, { participants: [takesPart('B', ['resell'])] });
    expect(judged(own, facts([rival])).findings).toEqual([
      {
        kind: 'roleClash',
        partner: 'C',
        role: 'resell',
        against: 'regB',
        deal: null,
        standing: 'protected',
        until: '2027-02-20',
        score: 1,
        reason: {
          key: 'conflict.roleClash',
          args: {
            role: { kind: 'word', key: 'role.resell' },
            partner: 'Partner B',
            until: { kind: 'date', day: '2027-02-20' },
          },
        },
      },
    ]);
  });

  test('is the same partner’s own, and refused', () => {
    const verdict = judged(claim('regA'), facts([submitted('regB', 1)]));
    expect(verdict).toMatchObject({
      outcome: 'refused',
      findings: [{ kind: 'alreadyYours', partner: 'A', against: 'regB' }],
    });
    const other = submitted('regB', 1, { products: ['Core'] });
    expect(judged(claim('regA'), facts([other])).outcome).toBe('clear');
    const declined = { ...takesPart('A', ['resell']), consent: 'declined' } as const;
    const left = submitted('regB', 1, { participants: [declined, takesPart('B', ['coSell'])] });
    expect(kinds(judged(claim('regA'), facts([left])))).toEqual(['complements']);
  });

  test('offers to join the first of those it complements', () => {
    const own = claim('regA', { participants: [takesPart('A', ['implementation'])] });
    const rivals = [
      submitted('regC', 3, { participants: [takesPart('C', ['coSell'])] }),
      submitted('regB', 1, { participants: [takesPart('B', ['resell'])] }),
    ];
    expect(judged(own, facts(rivals))).toMatchObject({ outcome: 'join', joins: 'regB' });
  });

  test('neither joins nor is refused where the customer is only likely the same', () => {
    const shared = claim('regA', { participants: [takesPart('A', ['implementation'])] });
    const around = (rival: Registration): ConflictFacts => ({
      ...facts([]),
      rivals: [{ registration: rival, match: 'likely' }],
    });
    expect(kinds(judged(shared, around(submitted('regB', 1))))).toEqual([]);
    const rival = submitted('regB', 1, { participants: [takesPart('B', ['resell'])] });
    expect(judged(claim('regA'), around(rival))).toMatchObject({
      outcome: 'hold',
      findings: [{ kind: 'roleClash', score: 0.72 }],
    });
  });

  test('keeps what is graver first: what is refused, held, joined, flagged', () => {
    const own = claim('regA', {
      participants: [takesPart('A', ['coSell']), takesPart('C', ['resell'])],
      customer: { ...claim('x').customer, match: 'likely' },
    });
    const rivals = [
      submitted('regB', 1, { participants: [takesPart('B', ['resell'])] }),
      submitted('regD', 2, { participants: [takesPart('D', ['managedService'])] }),
      submitted('regE', 3, { participants: [takesPart('A', ['influence'])] }),
    ];
    const verdict = judged(own, facts(rivals, { submissionsToday: new Map([['A', 9]]) }));
    expect(kinds(verdict)).toEqual(['alreadyYours', 'roleClash', 'likelyMatch', 'complements', 'velocity']);
    expect(verdict).toMatchObject({ outcome: 'refused', joins: null, score: 1 });
  });

  test('is held by those before it only, and of two one is clear', () => {
    const first = submitted('regB', 4, { participants: [takesPart('B', ['resell'])] });
    const second = submitted('regA', 5, { participants: [takesPart('A', ['resell'])] });
    expect(judged(first, facts([first, second])).outcome).toBe('clear');
    expect(judged(second, facts([first, second])).outcome).toBe('hold');
  });

  test('of any number for one exclusive role exactly the first is clear; of shared ones none is held', () => {
    const places = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(places, fc.constantFrom(...DEAL_ROLES), (sequences, role) => {
        const ids = sequences.map((_one, at) => `P${at}`);
        const claims = sequences.map((sequence, at) =>
          submitted(`reg${at}`, sequence, { participants: [takesPart(`P${at}`, [role])] }),
        );
        const partners = new Map(ids.map((id) => [id, partner(id)]));
        const outcomes = claims.map((one) => judged(one, facts(claims, { partners })).outcome);
        const first = sequences.indexOf(Math.min(...sequences));
        const others = rules.roles[role].exclusive ? 'hold' : 'join';
        expect(outcomes).toEqual(sequences.map((_one, at) => (at === first ? 'clear' : others)));
      }),
    );
  });

  test('finds the same in whatever order the others come', () => {
    const rivals = ['B', 'C', 'D', 'E'].map((id, at) =>
      submitted(`reg${id}`, at + 1, { participants: [takesPart(id, at % 2 ? ['resell'] : ['coSell'])] }),
    );
    const expected = judged(claim('regA'), facts(rivals));
    fc.assert(
      fc.property(fc.shuffledSubarray(rivals, { minLength: rivals.length }), (shuffled) => {
        expect(judged(claim('regA'), facts(shuffled))).toEqual(expected);
      }),
    );
  });
});

describe('precedence', () => {
  test('is by sequence, then by when a row was typed, then by key; drafts come last', () => {
    const typed = (key: string, sequence: number, typedAt: number) =>
      submitted(key, sequence, {
        submission: { sequence, typedAt, at: NOW, outcome: 'clear', late: false },
      });
    const ordered = [
      typed('regZ', 0, NOW - 9 * DAY),
      submitted('regY', 1),
      submitted('regA', 2),
      typed('regX', 2, NOW - 2 * DAY),
      typed('regB', 2, NOW - DAY),
      typed('regC', 2, NOW - DAY),
      submitted('regW', 3),
      claim('regD'),
      claim('regE'),
    ];
    expect(ordered.toReversed().sort(comparePrecedence)).toEqual(ordered);
  });

  test('a typed row stands where its creation puts it among what was submitted', () => {
    const taken = [
      { sequence: 2, at: 200 },
      { sequence: 1, at: 100 },
    ];
    expect([50, 100, 199, 500].map((at) => placeOfTyped(at, taken).sequence)).toEqual([0, 1, 1, 2]);
  });
});

test('the queue goes by due time, then by score, then by precedence; what waits for an answer comes last', () => {
  const waiting = (key: string, dueAt: number | null, score: number, sequence: number) => ({
    registration: submitted(key, sequence, { clock: { dueAt, left: null, pauses: 0, askedAt: null } }),
    score,
  });
  const ordered = [
    waiting('regD', 1, 0, 9),
    waiting('regC', 2, 0.9, 8),
    waiting('regA', 2, 0.5, 6),
    waiting('regB', 2, 0.5, 7),
    waiting('regE', null, 1, 1),
  ];
  expect(ordered.toReversed().sort(compareWaiting)).toEqual(ordered);
});

test('a finding is one row, whichever verdict finds it', () => {
  const rival = submitted('regB', 1, { participants: [takesPart('B', ['resell'])] });
  const rows = conflictRows('regA', judged(claim('regA'), facts([rival])));
  expect(rows).toMatchObject([
    {
      key: expect.stringMatching(/^rcf[a-z2-7]{26}$/) as string,
      registration: 'regA',
      against: 'regB',
      kind: 'roleClash',
    },
  ]);
  const later = judged(claim('regA'), facts([{ ...rival, state: 'inReview' }], { partners: PARTNERS }));
  expect(conflictRows('regA', later).map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
});
