/** Claims under whatever people, retries, faults of the CRM and restarts do to them by HTTP: no illegal move is ever in a history. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeProgram, readRules } from '../../server/use/rules.ts';
import { claimOf } from '../../server/use/registrations/claims.ts';
import { keepClaims } from '../../server/use/registrations/keepClaims.ts';
import type { InputValues } from '../../shared/contract/field.ts';
import { MOVES, type Registration, registrationPolicy } from '../../shared/domain/registration.ts';
import { CRMS } from '../use/story.ts';
import { actionsOn, options, percent, text } from './claims.ts';
import { type Answered, CardBench, type Who } from './desk.ts';

/** All that can be asked for; who asks for what is left to chance. */
const ACTS = [
  'submitClaim',
  'submitClaim',
  'approveClaims',
  'rejectClaim',
  'askInfo',
  'answerClaim',
  'appealClaim',
  'extendClaim',
  'withdrawClaim',
  'joinClaim',
  'editClaim',
  'addParticipant',
  'removeParticipant',
  'splitClaim',
  'settleCustomer',
  'reshareClaim',
] as const;
const PARTNERS = ['acme', 'beacon', 'cobalt'] as const;
const WEEK = 7 * 86_400_000;

type Step =
  | { kind: 'act'; act: (typeof ACTS)[number]; who: Who; claim: number; partner: number; times: 1 | 2 }
  | { kind: 'fault'; drop: 'before' | 'after' }
  | { kind: 'time'; weeks: number }
  | { kind: 'jobs' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      act: fc.constantFrom(...ACTS),
      who: fc.constantFrom<Who>('rep', 'rep', 'manager', 'manager', 'reader'),
      claim: fc.nat(2),
      partner: fc.nat(2),
      times: fc.constantFrom(1 as const, 2 as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      drop: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('time' as const), weeks: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'jobs' as const }) },
);

describe.each(CRMS)('claims by HTTP on %s', (crm) => {
  let bench: CardBench;
  let customers = 0;
  beforeAll(async () => {
    bench = await CardBench.begin(crm);
    await bench.story.map();
    await bench.story.poll();
    const { program } = await readRules(bench.story.context);
    const registration = registrationPolicy.parse({ velocity: 1_000, autoApproval: {} });
    await changeProgram(bench.story.context, { ...program, registration }, null);
  });
  afterAll(() => bench?.close());

  /** As a card sends it that was drawn in some other state of the claim. */
  function send(
    who: Who,
    name: string,
    targets: string[],
    values: InputValues,
    key?: string,
  ): Promise<Answered> {
    const sent = who === 'reader' ? { claims: { acc: 'edit' } } : {};
    const act = bench.act({ name, targets }, values, key);
    return bench.ask(who, { card: 'registrations', record: null, ...act }, sent);
  }

  const partner = (n: number) => ({
    kind: 'record' as const,
    object: 'account' as const,
    id: bench.story.id(PARTNERS[n % PARTNERS.length] ?? ''),
  });

  /** Three claims on one customer: two for the same exclusive role, submitted, and a draft. */
  async function drafts(): Promise<string[]> {
    customers += 1;
    const keys: string[] = [];
    for (const [at, role] of ['resell', 'resell', 'coSell'].entries()) {
      const customer = { customerName: text(`Litware ${customers}`), products: text('Edge') };
      const begun = await send('rep', 'registerDeal', [], customer);
      const key = actionsOn(begun).find(
        ({ name, targets }) => name === 'addParticipant' && !keys.includes(targets[0] ?? ''),
      )?.targets[0];
      if (key === undefined) throw new Error(begun.text);
      const part = { partner: partner(at), roles: options(role), share: percent(10_000) };
      expect((await send('rep', 'addParticipant', [key], part)).body).toMatchObject({ ok: true });
      if (role === 'resell')
        expect((await send('rep', 'submitClaim', [key], {})).body).toMatchObject({ ok: true });
      keys.push(key);
    }
    return keys;
  }

  function valuesFor(act: string, n: number): InputValues {
    const words = { why: text('For a reason that everybody sees'), evidence: text('They met them twice') };
    switch (act) {
      case 'editClaim':
        return { products: text(['Edge', 'Core'][n % 2] ?? '') };
      case 'joinClaim':
      case 'addParticipant':
        return { partner: partner(n), roles: options(n % 2 ? 'coSell' : 'resell'), share: percent(5_000) };
      case 'settleCustomer':
        return { account: { kind: 'select', option: bench.story.id('press') } };
      case 'reshareClaim':
        return { share0: percent(n % 2 ? 10_000 : 6_000), share1: percent(4_000) };
      default:
        return words;
    }
  }

  async function take(one: Step, keys: readonly string[]): Promise<void> {
    const { context, sandbox } = bench.story;
    if (one.kind === 'time') sandbox.world.advance(one.weeks * WEEK);
    else if (one.kind === 'fault') sandbox.world.fail({ crm, effect: { drop: one.drop } });
    else if (one.kind === 'jobs') await keepClaims(context, 'UTC');
    else {
      const { act, who, claim, times, partner: n } = one;
      const targets = [keys[claim] ?? '', ...(act === 'removeParticipant' ? [partner(n).id] : [])];
      const operation = `model-${customers}-${act}-${who}-${claim}-${n}`;
      const sent = Array.from({ length: times }, () => send(who, act, targets, valuesFor(act, n), operation));
      for (const { status, text: said } of await Promise.all(sent)) {
        expect([200, 404], said).toContain(status);
      }
    }
  }

  async function claimsOf(keys: readonly string[]): Promise<Registration[]> {
    const { store, connection } = bench.story.context;
    const kept = await Promise.all(keys.map((key) => claimOf(store, connection, key)));
    return kept.flatMap((one) => one?.registration ?? []);
  }

  test('make no illegal move, whatever is asked of them, by whom, how often, and what fails meanwhile', async () => {
    const made = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
        const keys = await drafts();
        let before = await claimsOf(keys);
        for (const one of steps) {
          await take(one, keys);
          const after = await claimsOf(keys);
          expect(after).toHaveLength(keys.length);
          for (const [at, claim] of after.entries()) holdsTo(claim, before[at]);
          aloneIn(after, bench.story.app.clock.now());
          before = after;
        }
        for (const { history } of before) for (const { move } of history) made.add(move);
        bench.story.sandbox.world.faults.clear();
      }),
      { numRuns: 6, endOnFailure: true },
    );
    expect([...made]).toEqual(expect.arrayContaining(['edit', 'submit', 'approve']));
  });
});

/** Its history only grows, by moves that the table allows to whom made them, and tells how the claim stands. */
function holdsTo(claim: Registration, before: Registration | undefined): void {
  expect(claim.history.slice(0, before?.history.length ?? 0)).toEqual(before?.history ?? []);
  let state: Registration['state'] = 'draft';
  for (const { move, by, after } of claim.history) {
    const { from, by: whom, to } = MOVES[move];
    expect(from as readonly string[], move).toContain(state);
    expect(whom as readonly string[], move).toContain(by.as);
    if (by.as === 'rep' && move !== 'join') expect(by.user).toBe(claim.owner);
    const next: Registration['state'] = after.state ?? state;
    if (to !== 'same') expect(to as readonly string[], move).toContain(next);
    else expect(next, move).toBe(state);
    state = next;
  }
  expect(claim.state).toBe(state);
  const days = claim.history.flatMap(({ after }) => after.protection?.endsAt ?? []);
  if (claim.protection) expect(claim.protection.endsAt).toBe(days.at(-1));
}

/** Of what is protected now no two hold the same exclusive role for the same product, and nobody shares a place. */
function aloneIn(claims: readonly Registration[], now: number): void {
  const held = claims.filter(({ state, protection, participants }) => {
    const resells = participants.some(
      ({ roles, consent }) => roles.includes('resell') && consent !== 'declined',
    );
    return state === 'approved' && protection !== null && now < protection.endsAt && resells;
  });
  const families = held.flatMap(({ products }) => products);
  expect(new Set(families).size).toBe(families.length);
  const places = claims.flatMap(({ submission }) => submission?.sequence ?? []);
  expect(new Set(places).size).toBe(places.length);
}
