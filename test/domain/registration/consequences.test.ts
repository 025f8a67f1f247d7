/** What follows from a claim is done once: asked again of what it led to, nothing more follows. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DealFacts } from '../../../shared/domain/conflict.ts';
import {
  type Consequences,
  consequencesOf,
  type LifeFacts,
  protect,
  type Registration,
  registrationOf,
  registrationRows,
} from '../../../shared/domain/registration.ts';
import type { Part } from '../../../shared/domain/team.ts';
import { REGISTRATION_STATES } from '../../../shared/schema/objects.ts';
import { approved, deal, NOW, part, rulesOf, submitted, takesPart } from '../conflict/claims.ts';
import { DAY, form, input, MANAGER, REP, rules as worldRules, World } from './world.ts';

const rules = rulesOf({ decision: { decider: 'M1', delegate: 'M2' } });
const world = (of: Partial<LifeFacts> = {}): LifeFacts => ({
  account: undefined,
  deal: undefined,
  locked: false,
  siblings: [],
  shown: { registrationStatus: null, protectedUntil: null, decisionDue: null },
  tasks: new Set(),
  ...of,
});

/** The world after what follows was written to it. */
function written(facts: LifeFacts, { parts, shown, tasks }: Consequences): LifeFacts {
  const team = new Map((facts.deal?.team ?? []).map((one) => [one.key, one]));
  for (const one of parts) team.set(one.key, one);
  return {
    ...facts,
    deal: facts.deal && { ...facts.deal, team: [...team.values()] },
    shown: facts.shown && { ...facts.shown, ...shown },
    tasks: new Set([...facts.tasks, ...tasks.map(({ reference }) => reference)]),
  };
}

const follow = (claim: Registration, facts: LifeFacts, now = NOW) => consequencesOf(claim, facts, rules, now);

/** States of claims that were approved once. */
const STOOD = new Set<string>(['approved', 'converted', 'expired', 'withdrawn']);

describe('twice', () => {
  const days = fc.integer({ min: -200, max: 200 });
  const parts = fc
    .record({
      id: fc.constantFrom('A', 'B', 'C'),
      status: fc.constantFrom('suggested', 'invited', 'active', 'declined', 'ended'),
      roles: fc.subarray(['lead', 'resell', 'coSell'] as const, { minLength: 1 }),
      share: fc.option(fc.integer({ min: 0, max: 5_000 })),
      endedOn: fc.option(fc.constantFrom('2020-01-01', '2026-11-23')),
    })
    .map(({ id, ...of }): Part => part(id, of));
  const deals: fc.Arbitrary<DealFacts> = fc
    .record({
      id: fc.constantFrom('D1', 'D2'),
      closed: fc.boolean(),
      won: fc.boolean(),
      closeDate: fc.option(fc.constantFrom('2026-11-01', '2027-01-01', '2028-01-01')),
      team: fc.uniqueArray(parts, { selector: ({ partner }) => partner }),
    })
    .map(({ won, closed, ...of }) => deal('D1', { ...of, won: won && closed, closed }));
  const participants = fc.uniqueArray(
    fc
      .record({
        id: fc.constantFrom('A', 'B', 'C'),
        consent: fc.constantFrom('pending', 'accepted', 'declined'),
        roles: fc.subarray(['lead', 'resell', 'coSell'] as const, { minLength: 1 }),
        share: fc.integer({ min: 0, max: 10_000 }),
      })
      .map(({ id, roles, share, consent }) => ({ ...takesPart(id, roles, share), consent })),
    { selector: ({ partner }) => partner },
  );
  const claims = fc
    .record({
      state: fc.constantFrom(...REGISTRATION_STATES),
      approvedAgo: fc.option(days),
      dueIn: fc.option(days),
      askedAgo: fc.option(fc.nat({ max: 60 })),
      deal: fc.constantFrom(null, 'D1'),
      participants,
    })
    .map(({ state, approvedAgo, dueIn, askedAgo, ...of }) =>
      submitted('regA', 1, {
        state,
        ...of,
        protection:
          approvedAgo === null || !STOOD.has(state) ? null : protect(NOW - approvedAgo * DAY, 90, rules.zone),
        clock: {
          dueAt: dueIn === null ? null : NOW + dueIn * DAY,
          left: null,
          pauses: 0,
          askedAt: askedAgo === null ? null : NOW - askedAgo * DAY,
        },
      }),
    );
  const worlds = fc
    .record({
      account: fc.constantFrom(undefined, 'C1', 'C9', null),
      deal: fc.option(deals, { nil: undefined }),
      gone: fc.boolean(),
      locked: fc.boolean(),
    })
    .map(({ gone, deal: found, ...of }) => world({ ...of, deal: gone ? null : found }));

  test('nothing follows from what has followed', () => {
    let followed = 0;
    fc.assert(
      fc.property(claims, worlds, (claim, facts) => {
        const first = follow(claim, facts);
        followed += first.parts.length + first.entries.length + first.tasks.length;
        const second = follow(first.registration, written(facts, first));
        expect(second).toEqual({
          registration: first.registration,
          entries: [],
          parts: [],
          shown: null,
          tasks: [],
        });
      }),
      { numRuns: 1_000 },
    );
    expect(followed).toBeGreaterThan(500);
  });
});

describe('the life of a claim', () => {
  const claim = approved('regA', 1, { deal: 'D1' });
  const ends = claim.protection?.endsAt ?? 0;

  test('expires at the end of its last day, not before', () => {
    expect(follow(claim, world(), ends - 1).registration.state).toBe('approved');
    expect(follow(claim, world(), ends).registration.state).toBe('expired');
    expect(follow(claim, world(), ends).entries).toMatchObject([
      { move: 'expire', by: { as: 'system' }, before: { state: 'approved' }, after: { state: 'expired' } },
    ]);
  });

  test('is converted by a won deal, opened again with it, and won late if the win is only seen late', () => {
    const won = deal('D1', { closed: true, won: true, closeDate: '2027-01-15' });
    const converted = follow(claim, world({ deal: won })).registration;
    expect(converted.state).toBe('converted');
    expect(follow(converted, world({ deal: deal('D1') })).registration.state).toBe('approved');
    expect(follow(converted, world({ deal: deal('D1') }), ends).registration.state).toBe('expired');
    const expired = follow(claim, world(), ends + DAY).registration;
    expect(follow(expired, world({ deal: won }), ends + 2 * DAY).registration.state).toBe('converted');
    const after = { ...won, closeDate: '2027-12-01' };
    expect(follow(expired, world({ deal: after }), ends + 300 * DAY).registration.state).toBe('expired');
  });

  test('keeps its protection through a lost deal', () => {
    const lost = deal('D1', { closed: true });
    expect(follow(claim, world({ deal: lost })).registration).toEqual(claim);
  });

  test('follows merged accounts and deals, and lets go of what is gone', () => {
    const merged = follow(claim, world({ account: 'C9', deal: deal('D9') })).registration;
    expect(merged).toMatchObject({ customer: { account: 'C9', match: 'sure' }, deal: 'D9' });
    const gone = follow(claim, world({ account: null, deal: null })).registration;
    expect(gone).toMatchObject({ state: 'approved', customer: { account: null, match: 'none' }, deal: null });
    expect(gone.history.at(-1)).toMatchObject({
      move: 'follow',
      before: { deal: 'D1' },
      after: { deal: null },
    });
  });

  test('ends where a question stays unanswered', () => {
    const asked = submitted('regA', 1, {
      state: 'moreInfo',
      clock: { dueAt: null, left: 2, pauses: 1, askedAt: NOW },
    });
    expect(follow(asked, world(), NOW + 14 * DAY).registration.state).toBe('moreInfo');
    expect(follow(asked, world(), NOW + 16 * DAY).registration.state).toBe('expired');
  });
});

describe('tasks', () => {
  const kinds = (claim: Registration, now: number, tasks = new Set<string>()) =>
    follow(claim, world({ tasks }), now).tasks.map((task) => [task.kind, task.for, task.due]);

  test('ask the decider at once, the delegate when it is overdue, and a new decider too', () => {
    const clock = { dueAt: NOW + DAY, left: null, pauses: 0, askedAt: null };
    const waiting = submitted('regA', 1, { clock });
    expect(kinds(waiting, NOW)).toEqual([['decide', 'M1', '2026-11-24']]);
    expect(kinds(waiting, NOW + DAY)).toEqual([
      ['decide', 'M1', '2026-11-24'],
      ['overdue', 'M2', '2026-11-24'],
    ]);
    const made = new Set(follow(waiting, world()).tasks.map(({ reference }) => reference));
    expect(kinds({ ...waiting, decider: 'M3' }, NOW, made)).toEqual([['decide', 'M3', '2026-11-24']]);
    expect(kinds(waiting, NOW, made)).toEqual([]);
  });

  test('remind the owner once for each of 14, 7 and 1 days; those that were missed are one', () => {
    const claim = approved('regA', 1, { deal: 'D1' });
    const ends = claim.protection?.endsAt ?? 0;
    const made = new Set<string>();
    const reminded: number[] = [];
    for (let now = ends - 20 * DAY; now < ends; now += DAY / 2) {
      const { tasks } = follow(claim, world({ tasks: made }), now);
      for (const { reference, kind } of tasks) {
        expect(kind).toBe('remind');
        reminded.push(Math.floor((ends - now) / DAY));
        made.add(reference);
      }
    }
    expect(reminded).toEqual([14, 7, 1]);
    expect(kinds(claim, ends - 1)).toEqual([['remind', 'U1', '2027-02-20']]);
  });

  test('ask for a deal where an approved claim has none, and for new shares where a partner declined', () => {
    const declined = { ...takesPart('B', ['coSell'], 4_000), consent: 'declined' } as const;
    const claim = approved('regA', 1, { participants: [takesPart('A', ['resell'], 6_000), declined] });
    expect(kinds(claim, NOW).map(([kind]) => kind)).toEqual(['linkDeal', 'reshare']);
  });
});

describe('deal partners', () => {
  const participants = [takesPart('A', ['lead', 'resell'], 7_000), takesPart('B', ['coSell'], 3_000)];
  const claim = approved('regA', 1, { deal: 'D1', participants });
  const partsOf = (of: Registration, team: readonly Part[], more: Partial<LifeFacts> = {}) =>
    follow(of, world({ deal: deal('D1', { team }), ...more })).parts.map((one) => [
      one.partner,
      one.status,
      one.roles.join(),
      one.share,
    ]);

  test('are invited, and active once they consent', () => {
    expect(partsOf(claim, [])).toEqual([
      ['A', 'invited', 'lead,resell', 7_000],
      ['B', 'invited', 'coSell', 3_000],
    ]);
    const accepted = {
      ...claim,
      participants: participants.map((one) => ({ ...one, consent: 'accepted' as const })),
    };
    expect(partsOf(accepted, []).map(([, status]) => status)).toEqual(['active', 'active']);
  });

  test('keep what a person set on the deal: a share, a note, an end', () => {
    const team = [
      part('A', { share: 5_000, roles: ['lead', 'resell'], note: 'by hand' }),
      part('B', { status: 'ended', endedOn: '2026-11-23' }),
    ];
    expect(partsOf(claim, team)).toEqual([]);
    const longGone = [part('B', { status: 'ended', endedOn: '2020-01-01' })];
    expect(partsOf(claim, longGone).map(([id]) => id)).toContain('B');
  });

  test('wait for their share where others hold too much, and do not lead beside another', () => {
    const team = [part('X', { roles: ['lead'], share: 8_000 })];
    expect(partsOf(claim, team)).toEqual([
      ['A', 'invited', 'resell', null],
      ['B', 'invited', 'coSell', null],
    ]);
  });

  test('follow shares that were divided anew, whichever grows', () => {
    const life = new World();
    const { key } = life.draft('op', form([input('A', ['resell'], 7_000), input('B', ['coSell'], 3_000)]));
    life.made(key, { move: 'submit' }, REP);
    const first = life.made(key, { move: 'approve', why: null }, MANAGER);
    const linked = life.made(key, { move: 'linkDeal', deal: 'D1' }, REP);
    expect(first.state).toBe('approved');
    const facts = world({ deal: life.deals.get('D1') });
    const team = consequencesOf(linked, facts, worldRules, life.now).parts;
    const reshared = life.made(key, { move: 'reshare', shares: { A: 2_000, B: 8_000 }, why: null }, MANAGER);
    const after = consequencesOf(reshared, world({ deal: deal('D1', { team }) }), worldRules, life.now);
    expect(after.parts.map(({ partner, share }) => [partner, share])).toEqual([
      ['A', 2_000],
      ['B', 8_000],
    ]);
  });

  test('leave a settled deal alone', () => expect(partsOf(claim, [], { locked: true })).toEqual([]));

  test('who declined, or never answered a claim that ended, is no longer invited', () => {
    const team = [part('A', { status: 'invited', share: 7_000 }), part('B', { status: 'active' })];
    expect(partsOf({ ...claim, state: 'withdrawn' }, team)).toEqual([['A', 'ended', 'coSell', null]]);
  });
});

describe('the fields of the deal', () => {
  test('show the claim that got furthest, by state and day, and no name', () => {
    const waiting = submitted('regB', 1, {
      deal: 'D1',
      clock: { dueAt: Date.parse('2026-11-25T23:00:00Z'), left: null, pauses: 0, askedAt: null },
    });
    const facts = world({ deal: deal('D1', { team: [part('A', { roles: ['resell'] })] }) });
    expect(follow(waiting, facts).shown).toEqual({
      registrationStatus: 'submitted',
      decisionDue: '2026-11-25',
    });
    const beside = { ...facts, siblings: [approved('regA', 2, { deal: 'D1' })] };
    expect(follow(waiting, beside).shown).toEqual({
      registrationStatus: 'approved',
      protectedUntil: '2027-02-20',
    });
  });
});

test('a claim survives being written to rows and read again', () => {
  const life = new World();
  const { key } = life.draft('op', form([input('A', ['resell'], 7_000), input('B', ['coSell'], 3_000)]));
  life.made(key, { move: 'submit' }, REP);
  const claim = life.made(key, { move: 'approve', why: 'Good' }, MANAGER);
  const read = JSON.parse(JSON.stringify(registrationRows(claim))) as ReturnType<typeof registrationRows>;
  expect(registrationOf(read)).toEqual(claim);
  const { key: _none, ...typed } = read.registration;
  expect(registrationOf({ ...read, registration: typed })).toBeNull();
});

test('a status that no move led to is not believed', () => {
  const rows = registrationRows(approved('regA', 1));
  expect(registrationOf(rows)?.state).toBe('draft');
});

test('a history that outgrows its field loses old edits first', () => {
  const life = new World();
  const { key } = life.draft('op', form([input('A', ['resell'])]));
  for (let n = 0; n < 60; n++) {
    life.made(
      key,
      { move: 'edit', form: form([input('A', ['resell'])], { note: String(n).repeat(900) }) },
      REP,
    );
  }
  const claim = life.made(key, { move: 'submit' }, REP);
  const { history } = registrationRows(claim).registration;
  expect(JSON.stringify(history).length).toBeLessThanOrEqual(131_072);
  expect((history as { move: string }[]).at(-1)?.move).toBe('submit');
  expect(registrationOf(registrationRows(claim))?.state).toBe('submitted');
});
