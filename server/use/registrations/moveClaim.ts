/** Makes a move of a claim: reads what it needs, decides inside the transaction, and keeps the claim with its place. */
import { verdictOn } from '../../../shared/domain/conflict.ts';
import {
  type Actor,
  approvesItself,
  makeMove,
  type Moved,
  type MoveRequest,
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
): Promise<((tx: Transaction) => Promise<ClaimVerdict>) | null> {
  const present = await claimOf(context.store, context.connection, key);
  if (!present) return null;
  const around = await readAround(context, zone, present.registration, namedIn(wish));
  return async (tx) => {
    const kept = (await claimOf(tx, context.connection, key)) ?? present;
    return moveIn(tx, context, kept, wish, actor, around);
  };
}

/** In a transaction: the claim after the move is kept, and its writing is what remains to be done. */
export async function moveIn(
  tx: Transaction,
  context: Pick<Context, 'clock'>,
  kept: KeptClaim,
  wish: Wish,
  actor: Actor,
  around: Around,
): Promise<ClaimVerdict> {
  const { connection, registration } = kept;
  const moved = await movedIn(tx, context, connection, registration, wish, actor, around);
  if (!moved.ok) return { ok: false, refusal: moved.refusals };
  if (moved.entry === null) return { ok: true, intent: null };
  const { key } = registration;
  await tx.put(registrations, [
    { id: claimId(connection, key), document: { ...kept, registration: moved.registration } },
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
): Promise<Moved> {
  const now = clock.now();
  const { rules, partners } = around;
  const judged = async (of: Registration) =>
    verdictOn(of, await conflictFacts(tx, connection, of, around, now), rules, now);
  if (wish.move !== 'submit') {
    return makeMove(claim, await requestOf(claim, wish, around, judged), { actor, now, rules });
  }
  const verdict = await judged(claim);
  const sequence = ((await tx.get(sequences, connection))?.last ?? 0) + 1;
  const request = { ...wish, verdict, around, place: { sequence, typedAt: null } };
  const submitted = makeMove(claim, request, { actor, now, rules });
  if (!submitted.ok) return submitted;
  await tx.put(sequences, [{ id: connection, document: { last: sequence } }]);
  if (!approvesItself(submitted.registration, verdict, partners, rules.policy)) return submitted;
  const approval: MoveRequest = { move: 'approve', why: null, verdict, partners };
  const approved = makeMove(submitted.registration, approval, { actor: { as: 'system' }, now, rules });
  return approved.ok ? approved : submitted;
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
