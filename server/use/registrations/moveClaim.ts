/** Makes a move of a claim: reads what it needs, decides inside the transaction, and keeps the claim with its place. */
import { type Verdict as ConflictVerdict, verdictOn } from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  approvesItself,
  makeMove,
  type Moved,
  type MoveRequest,
  type Place,
  type Refusal,
  type Registration,
  type Wish,
  withJoiner,
} from '../../../shared/domain/registration.ts';
import type { Transaction } from '../../ports.ts';
import type { Context } from '../context.ts';
import type { Verdict } from '../operations.ts';
import { type Around, conflictFacts, readAround } from './around.ts';
import { claimId, claimOf } from './claims.ts';
import { type KeptClaim, registrations, sequences } from './collections.ts';
import { customerFor, saysSame } from './findCustomer.ts';

export type ClaimVerdict = Verdict<readonly Refusal[]>;

/**
 * What `beginOperation` decides by. Null: there is no such claim.
 * @param zone the connection's
 */
export async function prepareMove(
  context: Context,
  zone: string,
  key: string,
  wish: Wish,
  actor: Actor,
  place?: Place,
): Promise<((tx: Transaction) => Promise<ClaimVerdict>) | null> {
  const present = await claimOf(context.store, context.connection, key);
  if (!present) return null;
  const { registration } = present;
  const found = await foundIn(context, wish, registration);
  const around = await readAround(context, zone, { ...registration, ...found }, namedIn(wish));
  return async (tx) => {
    const kept = (await claimOf(tx, context.connection, key)) ?? present;
    if (wish.move === 'edit' || wish.move === 'answer') {
      const form = { ...wish.form, ...found };
      return moveIn(tx, context, kept, { ...wish, form }, actor, around);
    }
    const { customer = null } = found;
    const claim = kept.registration;
    // Somebody may have typed another customer meanwhile.
    const same = customer !== null && saysSame(customer, claim.customer);
    const submitted = same ? { ...kept, registration: { ...claim, customer } } : kept;
    return moveIn(tx, context, submitted, wish, actor, around, place);
  };
}

/** The customer, looked for again where what was typed is kept or submitted: our accounts may have changed since. */
async function foundIn(
  context: Context,
  wish: Wish,
  claim: Registration,
): Promise<{ customer?: Registration['customer'] }> {
  switch (wish.move) {
    case 'edit':
    case 'answer':
      return { customer: await customerFor(context, wish.form.customer, claim) };
    case 'submit':
      return { customer: await customerFor(context, claim.customer, claim) };
    default:
      return {};
  }
}

/**
 * In a transaction: the claim after the move is kept, and its writing is what remains to be done.
 * @param place of a submission that was typed into the CRM; any other takes the next one
 */
export async function moveIn(
  tx: Transaction,
  context: Pick<Context, 'clock'>,
  kept: KeptClaim,
  wish: Wish,
  actor: Actor,
  around: Around,
  place?: Place,
): Promise<ClaimVerdict> {
  const { connection, registration } = kept;
  const judged = await movedIn(tx, context, connection, registration, wish, actor, around, place);
  const { moved, score = kept.score } = judged;
  if (!moved.ok) return { ok: false, refusal: moved.refusals };
  if (moved.entry === null) return { ok: true, intent: null };
  const { key } = registration;
  await tx.put(registrations, [
    {
      id: claimId(connection, key),
      document: { ...kept, registration: moved.registration, ...(score !== undefined && { score }) },
    },
  ]);
  return { ok: true, intent: { kind: 'claim', key, zone: around.zone } };
}

async function movedIn(
  tx: Transaction,
  { clock }: Pick<Context, 'clock'>,
  connection: string,
  claim: Registration,
  wish: Wish,
  actor: Actor,
  around: Around,
  typed?: Place,
): Promise<{ moved: Moved; score: number | undefined }> {
  const now = clock.now();
  const { rules, partners } = around;
  let score: number | undefined;
  const judged = async (of: Registration) => {
    const verdict = verdictOn(of, await conflictFacts(tx, connection, of, around, now), rules, now);
    score = verdict.score;
    return verdict;
  };
  if (wish.move !== 'submit') {
    const request = await requestOf(claim, wish, around, judged);
    return { moved: makeMove(claim, request, { actor, now, rules }), score };
  }
  const verdict = typed ? await judgedInPlace(claim, typed, now, judged) : await judged(claim);
  const sequence = ((await tx.get(sequences, connection))?.last ?? 0) + 1;
  const request = { ...wish, verdict, around, place: typed ?? { sequence, typedAt: null } };
  const submitted = makeMove(claim, request, { actor, now, rules });
  if (!submitted.ok) return { moved: submitted, score };
  if (!typed) await tx.put(sequences, [{ id: connection, document: { last: sequence } }]);
  if (!approvesItself(submitted.registration, verdict, partners, rules.policy)) {
    return { moved: submitted, score };
  }
  const approval: MoveRequest = { move: 'approve', why: null, verdict, partners };
  const approved = makeMove(submitted.registration, approval, { actor: { as: 'system' }, now, rules });
  return { moved: approved.ok ? approved : submitted, score };
}

/** What was submitted after a row was typed does not stand against it. */
async function judgedInPlace(
  claim: Registration,
  place: Place,
  at: number,
  judged: (claim: Registration) => Promise<ConflictVerdict>,
): Promise<ConflictVerdict> {
  const { outcome, findings } = await judged(claim);
  const late = findings.some(({ kind }) => kind === 'lateClaim');
  return judged({ ...claim, submission: { ...place, at, outcome, late } });
}

async function requestOf(
  claim: Registration,
  wish: Exclude<Wish, { move: 'submit' }>,
  around: Around,
  judged: (claim: Registration) => Promise<ReturnType<typeof verdictOn>>,
): Promise<MoveRequest> {
  const { partners, deals } = around;
  const dealOf = (id: string | null) => deals.find((deal) => deal.id === id) ?? null;
  switch (wish.move) {
    case 'rejudge':
      return { ...wish, verdict: await judged(claim) };
    case 'answer':
      return { ...wish, around };
    case 'approve':
      return { ...wish, partners, verdict: await judged(claim) };
    case 'join':
      return { ...wish, partners, verdict: await judged(withJoiner(claim, wish.participant)) };
    case 'linkDeal':
      return {
        ...wish,
        deal: dealOf(wish.deal),
        verdict: await judged({ ...claim, deal: wish.deal }),
      };
    case 'convert':
    case 'reopen': {
      const deal = dealOf(claim.deal);
      if (!deal) throw new Error(`${wish.move} of ${claim.key}, which has no deal`);
      return { ...wish, deal };
    }
    default:
      return wish;
  }
}

/** What a wish names that the claim does not name yet. */
function namedIn(wish: Wish): { partners?: string[]; deal?: string | null } {
  switch (wish.move) {
    case 'join':
      return { partners: wish.participant.partner === null ? [] : [wish.participant.partner] };
    case 'edit':
    case 'answer': {
      const { participants, deal } = wish.form;
      return { deal, partners: participants.flatMap(({ partner }) => partner ?? []) };
    }
    case 'linkDeal':
      return { deal: wish.deal };
    default:
      return {};
  }
}
