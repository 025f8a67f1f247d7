/** Whatever is sent, in whatever order, by whomever and however often, no claim gets where the rules do not lead. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exclusivityOf, sameDeal, sameProduct } from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  MOVE_NAMES,
  MOVES,
  type Registration,
  standingParticipants,
  type Wish,
} from '../../../shared/domain/registration.ts';
import { WHOLE } from '../../../shared/domain/team.ts';
import { REGISTRATION_STATES } from '../../../shared/schema/objects.ts';
import {
  contact,
  DAY,
  form,
  IDS,
  input,
  MANAGER,
  OTHER_MANAGER,
  OTHER_REP,
  REP,
  rules,
  SYSTEM,
  World,
} from './world.ts';

/** The life of a claim as the issue tells it, apart from the table of the code: from, to, and who may lead it there. */
const LEGAL: readonly [from: string, to: string, by: string][] = [
  ['draft', 'submitted', 'rep channelManager partner system'],
  ['draft', 'inReview', 'rep channelManager partner system'],
  ['draft', 'withdrawn', 'rep channelManager'],
  ['submitted', 'inReview', 'channelManager system'],
  ['submitted', 'moreInfo', 'channelManager'],
  ['submitted', 'approved', 'channelManager system'],
  ['submitted', 'rejected', 'channelManager'],
  ['submitted', 'withdrawn', 'rep channelManager'],
  ['submitted', 'draft', 'system'],
  ['inReview', 'moreInfo', 'channelManager'],
  ['inReview', 'approved', 'channelManager'],
  ['inReview', 'rejected', 'channelManager'],
  ['inReview', 'withdrawn', 'rep channelManager'],
  ['inReview', 'draft', 'system'],
  ['inReview', 'submitted', 'system'],
  ['moreInfo', 'inReview', 'rep channelManager partner'],
  ['moreInfo', 'approved', 'channelManager'],
  ['moreInfo', 'rejected', 'channelManager'],
  ['moreInfo', 'withdrawn', 'rep channelManager'],
  ['moreInfo', 'expired', 'system'],
  ['rejected', 'appealed', 'rep'],
  ['appealed', 'approved', 'channelManager'],
  ['appealed', 'rejected', 'channelManager'],
  ['appealed', 'withdrawn', 'rep channelManager'],
  ['approved', 'withdrawn', 'rep channelManager'],
  ['approved', 'expired', 'system'],
  ['approved', 'converted', 'system'],
  ['approved', 'draft', 'system'],
  ['expired', 'converted', 'system'],
  ['converted', 'approved', 'system'],
];

const KEYS = [0, 1, 2] as const;
const roles = fc.subarray(['resell', 'lead', 'implementation', 'coSell'] as const, { minLength: 1 });
const ids = fc.constantFrom(...IDS);
const shares = fc.constantFrom(null, 0, 4_000, 6_000, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE + 1, -1, 0.5);
const inputs = fc.tuple(ids, roles, shares).map(([id, taken, share]) => input(id, taken, share));
const forms = fc
  .tuple(
    fc.array(inputs, { maxLength: 3 }),
    fc.constantFrom([], ['Edge'], ['Core']),
    fc.constantFrom(null, 'D1', 'D2'),
  )
  .map(([participants, products, deal]) => form(participants, { products, deal }));
const words = fc.constantFrom('because', 'because', 'because', '', '  ', 'x'.repeat(2_001), 'bell\u0007');
const maybe = fc.option(words);

const wishes: fc.Arbitrary<Wish> = fc.oneof(
  ...['submit', 'submit', 'review', 'rejudge', 'expire', 'convert', 'convert', 'reopen'].map((move) =>
    fc.constant({ move } as Wish),
  ),
  { weight: 3, arbitrary: maybe.map((why): Wish => ({ move: 'approve', why })) },
  { weight: 3, arbitrary: words.map((why): Wish => ({ move: 'appeal', why })) },
  forms.map((of): Wish => ({ move: 'edit', form: of })),
  fc.tuple(forms, maybe).map(([of, why]): Wish => ({ move: 'answer', form: of, why })),
  words.map((why): Wish => ({ move: 'askInfo', why })),
  words.map((why): Wish => ({ move: 'reject', why })),
  words.map((why): Wish => ({ move: 'release', why })),
  words.map((evidence): Wish => ({ move: 'extend', evidence })),
  maybe.map((why): Wish => ({ move: 'withdraw', why })),
  inputs.map((participant): Wish => ({ move: 'join', participant })),
  fc
    .tuple(ids, fc.constantFrom('accepted', 'declined'), words)
    .map(([partner, consent, name]): Wish => ({ move: 'consent', partner, consent, name })),
  fc
    .tuple(
      fc.dictionary(
        ids,
        shares.map((share) => share ?? 0),
      ),
      maybe,
    )
    .map(([of, why]): Wish => ({ move: 'reshare', shares: of, why })),
  fc.constantFrom(null, 'D1', 'D2', 'D9').map((deal): Wish => ({ move: 'linkDeal', deal })),
  fc.constantFrom('C1', null).map((account): Wish => ({ move: 'settleCustomer', account })),
  fc.constantFrom(null, 'M2').map((decider): Wish => ({ move: 'assign', owner: 'U1', decider })),
);
const actors: fc.Arbitrary<Actor> = fc.constantFrom(
  REP,
  REP,
  OTHER_REP,
  MANAGER,
  MANAGER,
  OTHER_MANAGER,
  SYSTEM,
  SYSTEM,
  contact('A'),
  contact('B'),
);

type Step =
  | {
      kind: 'move';
      at: number;
      /** The first that the state of the claim allows is sent, else the first. */
      wishes: readonly Wish[];
      /** Null: one who may make the move. */
      actor: Actor | null;
      lost: boolean;
      times: number;
    }
  | { kind: 'wait'; days: number }
  | { kind: 'deal'; id: string; is: 'open' | 'won' | 'lost' };

const APT: Readonly<Record<Actor['as'], Actor>> = {
  rep: REP,
  channelManager: MANAGER,
  system: SYSTEM,
  partner: contact('A'),
};

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      at: fc.constantFrom(...KEYS),
      wishes: fc.array(wishes, { minLength: 1, maxLength: 4, size: 'max' }),
      actor: fc.option(actors, { freq: 2 }),
      /** The answer was computed and the process died before it was durable. */
      lost: fc.nat({ max: 9 }).map((n) => n === 0),
      times: fc.constantFrom(1, 1, 1, 2),
    }),
  },
  fc.constantFrom(0.01, 1, 15, 40, 91).map((days): Step => ({ kind: 'wait', days })),
  fc
    .tuple(fc.constantFrom('D1', 'D2'), fc.constantFrom('open', 'won', 'lost'))
    .map(([id, is]): Step => ({ kind: 'deal', id, is })),
);

const starts = fc.tuple(...KEYS.map((at) => roles.map((taken) => form([input(IDS[at] ?? 'A', taken)]))));

function lived(first: readonly ReturnType<typeof form>[], life: readonly Step[], check: Check): World {
  const world = new World();
  const keys = first.map((of, at) => world.draft(`op${at}`, of).key);
  for (const step of life) {
    if (step.kind === 'wait') world.now += step.days * DAY;
    else if (step.kind === 'deal') {
      const present = world.deals.get(step.id);
      if (present) {
        world.deals.set(step.id, { ...present, closed: step.is !== 'open', won: step.is === 'won' });
      }
    } else {
      const key = keys[step.at] ?? '';
      const state = world.claims.get(key)?.state;
      const allowed = (wish: Wish) => (MOVES[wish.move].from as readonly unknown[]).includes(state);
      const wish = step.wishes.find(allowed) ?? step.wishes[0];
      if (!wish) continue;
      const by = MOVES[wish.move].by;
      const actor = step.actor ?? APT[by[life.indexOf(step) % by.length] ?? 'system'];
      for (let time = 0; time < step.times; time++) {
        const before = world.claims.get(key);
        if (!before) throw new Error('no claim');
        const text = JSON.stringify(before);
        const moved = world.move(key, wish, actor);
        expect(JSON.stringify(before)).toBe(text);
        if (!moved.ok) expect(moved.refusals.length).toBeGreaterThan(0);
        if (!moved.ok || step.lost) continue;
        world.claims.set(key, moved.registration);
        check(before, moved.registration, { wish, actor }, world);
      }
    }
  }
  return world;
}

type Check = (
  before: Registration,
  after: Registration,
  sent: { wish: Wish; actor: Actor },
  world: World,
) => void;

const reached = new Set<string>();

const CHECKS: Readonly<Record<string, Check>> = {
  'goes only where the issue lets it go, by whom it lets': (before, after, { actor }) => {
    if (before.state === after.state) return;
    const legal = LEGAL.find(([from, to]) => from === before.state && to === after.state);
    expect(legal, `${before.state} → ${after.state}`).toBeDefined();
    expect(legal?.[2].split(' ')).toContain(actor.as);
    reached.add(`${before.state} ${after.state}`);
  },
  'adds one entry to a history that only grows, and from which it follows': (
    before,
    after,
    sent,
    { now },
  ) => {
    if (after === before) return;
    expect(after.history.slice(0, -1)).toEqual(before.history);
    const { wish, actor } = sent;
    expect(after.history.at(-1)).toMatchObject({ at: now, by: actor, move: wish.move, policyVersion: 7 });
    const told = Object.assign({}, ...after.history.map((entry) => entry.after)) as Partial<Registration>;
    expect(told.state ?? 'draft').toBe(after.state);
    expect(told.submission ?? null).toEqual(after.submission);
    expect(told.protection ?? null).toEqual(after.protection);
  },
  'is whole when it is submitted or approved': (before, after, { wish }, { now }) => {
    if (wish.move !== 'submit' && wish.move !== 'approve') return;
    const standing = standingParticipants(after);
    expect(standing.reduce((sum, { share }) => sum + (share ?? NaN), 0)).toBe(WHOLE);
    expect(standing.every((one) => one.roles.length > 0 && one.partner !== '')).toBe(true);
    expect(standing.length).toBeLessThanOrEqual(rules.policy.participants);
    expect(new Set(standing.map(({ partner }) => partner)).size).toBe(standing.length);
    if (after.state !== 'approved' || before.state === 'approved') return;
    expect(after.ruling).toMatchObject({ as: 'approved', at: now });
    expect((after.protection?.endsAt ?? 0) - now).toBeGreaterThanOrEqual(90 * DAY);
  },
  'holds no exclusive role that another protected one holds': (_before, _after, _sent, world) => {
    // A won deal that is opened again brings back what others may have been given since.
    const reopened = [...world.claims.values()].some(({ history }) =>
      history.some(({ move }) => move === 'reopen'),
    );
    if (!reopened) expect(doubleHeld(world)).toEqual([]);
  },
  'is appealed once and then decided by someone else': (before, after, { actor }) => {
    expect(after.history.filter(({ move }) => move === 'appeal').length).toBeLessThanOrEqual(1);
    if (before.state !== 'appealed' || !['approved', 'rejected'].includes(after.state)) return;
    expect('user' in actor ? actor.user : null).not.toBe(before.ruling?.by);
  },
  'is changed by its own rep and its own partners only': (before, after, { wish, actor }) => {
    if (after === before) return;
    if (actor.as === 'rep' && wish.move !== 'join') expect(before.owner).toBe(actor.user);
    if (actor.as !== 'partner') return;
    expect(before.participants.map(({ partner }) => partner)).toContain(actor.partner);
    if (wish.move === 'consent') expect(wish.partner).toBe(actor.partner);
  },
  'keeps a consent until the part that it was given to changes': (before, after, { wish }) => {
    for (const one of before.participants) {
      const now = after.participants.find(({ key }) => key === one.key);
      if (one.consent !== 'accepted' || !now || now.consent === 'accepted') continue;
      expect([now.share, now.roles], wish.move).not.toEqual([one.share, one.roles]);
    }
  },
};

test('whatever is sent, a claim keeps to every rule', () => {
  fc.assert(
    fc.property(starts, fc.array(steps, { maxLength: 80, size: 'max' }), (first, life) => {
      lived(first, life, (...passed) => {
        for (const [name, check] of Object.entries(CHECKS)) {
          try {
            check(...passed);
          } catch (error) {
            throw new Error(`a claim ${name}`, { cause: error });
          }
        }
      });
    }),
    { numRuns: 350 },
  );
  // All this would hold of a machine that never moves.
  expect(reached.size).toBeGreaterThan(15);
});

function doubleHeld({ claims, now }: World): string[] {
  const held = [...claims.values()].filter(
    ({ state, protection }) => state === 'approved' && protection !== null && now < protection.endsAt,
  );
  return held.flatMap((a) =>
    held.flatMap((b) =>
      a.key >= b.key
        ? []
        : standingParticipants(a).flatMap((mine) =>
            mine.roles.filter((role) => {
              const exclusivity = exclusivityOf(role, rules);
              const meets =
                exclusivity === 'deal'
                  ? sameDeal(a.deal, b.deal) !== 'other'
                  : exclusivity === 'productFamily' && sameProduct(a.products, b.products) !== 'other';
              return (
                meets &&
                standingParticipants(b).some(
                  ({ partner, roles }) => partner !== mine.partner && roles.includes(role),
                )
              );
            }),
          ),
    ),
  );
}

describe('the table of moves', () => {
  test('leads where the issue leads, and nowhere else', () => {
    const led = MOVE_NAMES.flatMap((move) => {
      const { from, to, by } = MOVES[move];
      if (to === 'same') return [];
      return from.flatMap((one) => to.map((other) => [one, other, by] as const));
    });
    for (const [from, to] of led) {
      expect(
        LEGAL.some((legal) => legal[0] === from && legal[1] === to),
        `${from} → ${to}`,
      ).toBe(true);
    }
    expect(new Set(led.map(([from, to]) => `${from} ${to}`)).size).toBe(LEGAL.length);
  });

  test('lets a claim come from a draft to every state, and leave every state but withdrawn', () => {
    const reachable = new Set(['draft']);
    for (let grown = 0; grown !== reachable.size;) {
      grown = reachable.size;
      for (const [from, to] of LEGAL) if (reachable.has(from)) reachable.add(to);
    }
    expect([...reachable].sort()).toEqual([...REGISTRATION_STATES].sort());
    const ends = REGISTRATION_STATES.filter((state) => !LEGAL.some(([from]) => from === state));
    expect(ends).toEqual(['withdrawn']);
  });
});
