/** What a viewer may not be told of a rival changes nothing in what the viewer is told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toldOf, verdictOn, type Viewer } from '../../../shared/domain/conflict.ts';
import type { Registration } from '../../../shared/domain/registration.ts';
import { approved, claim, deal, facts, NOW, partner, rulesOf, submitted, takesPart } from './claims.ts';

const STRANGER: Viewer = { as: 'rep', mayOpen: new Set() };
const CONTACT: Viewer = { as: 'partner' };
const told = (own: Registration, around: ReturnType<typeof facts>, viewer: Viewer) =>
  toldOf(verdictOn(own, around, rulesOf(), NOW), viewer);
const resale = approved('regB', 1, { participants: [takesPart('B', ['resell'])] });

describe('a rival', () => {
  test('is told the end of the protection, at the part that it is about, and nothing else', () => {
    for (const viewer of [STRANGER, CONTACT]) {
      expect(told(claim('regA'), facts([resale]), viewer)).toEqual({
        outcome: 'hold',
        lines: [
          {
            partner: 'A',
            role: 'resell',
            reason: {
              key: 'conflict.told.protected',
              args: { until: { kind: 'date', day: '2027-02-20' } },
            },
            registration: null,
            deal: null,
            score: null,
          },
        ],
      });
    }
  });

  test('is told of an earlier claim without protection only that it is there', () => {
    const rival = submitted('regB', 1, { participants: [takesPart('B', ['resell'])] });
    expect(told(claim('regA'), facts([rival]), STRANGER).lines).toMatchObject([
      { reason: { key: 'conflict.told.earlier', args: {} }, registration: null },
    ]);
  });

  test('is told by the number of lines nothing of the number of claims', () => {
    const rival = (key: string, sequence: number) =>
      submitted(key, sequence, { participants: [takesPart('B', ['resell'])] });
    const one = told(claim('regA'), facts([rival('regB', 1)]), STRANGER);
    expect(told(claim('regA'), facts([rival('regB', 1), rival('regC', 2)]), STRANGER)).toEqual(one);
  });

  test('is not told by a clash with one claim that there is another to join', () => {
    const own = claim('regA', { participants: [takesPart('A', ['resell'])] });
    const joinable = submitted('regC', 2, { participants: [takesPart('C', ['coSell'])] });
    expect(told(own, facts([resale, joinable]), STRANGER)).toEqual(told(own, facts([resale]), STRANGER));
  });

  test('is told the same, whoever claims, for however much, with whom', () => {
    const secret = fc.record({
      name: fc.string(),
      id: fc.stringMatching(/^[B-Z]\w{0,8}$/),
      amount: fc.option(fc.record({ minor: fc.nat(), currency: fc.constant('EUR') })),
      note: fc.option(fc.string()),
      owner: fc.string(),
      key: fc.stringMatching(/^reg[b-z]{3,9}$/),
      deal: fc.option(fc.string()),
      contribution: fc.string(),
    });
    fc.assert(
      fc.property(secret, fc.constantFrom(STRANGER, CONTACT), (hidden, viewer) => {
        const { name, id, key, contribution, ...of } = hidden;
        const others = [{ ...takesPart(id, ['resell']), contribution }, takesPart(`${id}2`, ['coSell'])];
        const rival = approved(key, 1, { ...of, participants: others });
        const partners = new Map([
          ['A', partner('A')],
          ...others.map((one) => [one.partner, partner(one.partner, { name })] as const),
        ]);
        const expected = told(claim('regA'), facts([resale]), viewer);
        expect(told(claim('regA'), facts([rival], { partners }), viewer)).toEqual(expected);
      }),
    );
  });
});

describe('who may open the other claim or deal', () => {
  test('is led to it and told why', () => {
    const viewer: Viewer = { as: 'rep', mayOpen: new Set(['regB']) };
    expect(told(claim('regA'), facts([resale]), viewer).lines).toMatchObject([
      { registration: 'regB', reason: { key: 'conflict.roleClash', args: { partner: 'Partner B' } } },
    ]);
    const own = told(claim('regA'), facts([], { deals: [deal('D1'), deal('D2')] }), {
      as: 'rep',
      mayOpen: new Set(['D1']),
    });
    expect(own.lines.map((line) => line.deal)).toEqual(['D1', null]);
  });

  test('as a channel manager is told all of it', () => {
    const viewer: Viewer = { as: 'channelManager' };
    const around = facts([resale], { submissionsToday: new Map([['A', 5]]) });
    expect(told(claim('regA'), around, viewer).lines).toMatchObject([
      { registration: 'regB', score: 1 },
      { reason: { key: 'conflict.velocity' }, score: 0.2 },
    ]);
  });
});

test('a flag is told to nobody but channel managers', () => {
  const around = facts([], { submissionsToday: new Map([['A', 5]]) });
  expect(told(claim('regA'), around, STRANGER)).toEqual({ outcome: 'clear', lines: [] });
});

test('a partner’s contact is told that a person decides, not what of our own business asks for one', () => {
  const around = facts([], {
    deals: [deal('D1')],
    partners: new Map([['A', partner('A', { domains: ['acme.test'] })]]),
  });
  const { outcome, lines } = told(claim('regA'), around, CONTACT);
  expect(outcome).toBe('hold');
  expect(new Set(lines.map(({ reason }) => reason.key))).toEqual(new Set(['conflict.told.review']));
  expect(lines.every((line) => line.deal === null)).toBe(true);
});

test('a claim to join is offered without being named', () => {
  const own = claim('regA', { participants: [takesPart('A', ['coSell'])] });
  expect(told(own, facts([resale]), STRANGER)).toMatchObject({
    outcome: 'join',
    lines: [{ reason: { key: 'conflict.told.join', args: {} }, registration: null }],
  });
});

test('the partner’s own claim is opened to who may, and said to be its own to everyone', () => {
  const mine = submitted('regB', 1);
  expect(told(claim('regA'), facts([mine]), STRANGER).lines).toMatchObject([
    { partner: 'A', registration: null, reason: { args: { partner: 'Partner A' } } },
  ]);
});
