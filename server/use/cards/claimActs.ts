/** The acts on claims, on whatever card they stand: found again by key, judged anew, decided inside the transaction. */
import type { ActRequest } from '../../../shared/contract/request.ts';
import type { Customer, Registration } from '../../../shared/domain/registration.ts';
import { refusal } from '../../../shared/domain/registration/claim.ts';
import { claimRefusal, withClaimInput } from '../../../shared/views/registration.ts';
import { readAround } from '../registrations/around.ts';
import { customerFor, saysSame } from '../registrations/findCustomer.ts';
import { claimOf } from '../registrations/claims.ts';
import type { KeptClaim } from '../registrations/collections.ts';
import { moveIn } from '../registrations/moveClaim.ts';
import { actorOn, isAbout, mayEditDeal, seesClaim } from './claimAccess.ts';
import { CLAIM_EDITS, dealNamed, formOf, partnerNamed } from './claimEdits.ts';
import { prepareJoinInstead } from './claimJoin.ts';
import { CLAIM_MOVES } from './claimMoves.ts';
import { prepareRegister } from './claimRegister.ts';
import type { Prepared } from './dealActs.ts';
import type { Desk } from './desk.ts';
import type { Refused } from './refusal.ts';

export const CLAIM_ACTS: readonly string[] = [
  'registerDeal',
  ...Object.keys(CLAIM_EDITS),
  ...Object.keys(CLAIM_MOVES),
];

/** Null: there is no such claim for this viewer on this card. @param id of the operation */
export async function prepareClaimAct(
  desk: Desk,
  request: ActRequest,
  id: string,
): Promise<Prepared | { refusal: Refused } | null> {
  if (request.action === 'registerDeal') return prepareRegister(desk, request, id);
  const kept = await claimOn(desk, request);
  if (!kept) return null;
  const { registration: claim } = kept;
  const isDraft = claim.state === 'draft';
  const touched = [isDraft ? claim.deal : null, dealNamed(request)].filter((deal) => deal !== null);
  for (const deal of new Set(touched)) {
    if (!(await mayEditDeal(desk, request.record, deal))) return { refusal: { code: 'refused.mayNotEdit' } };
  }
  if (request.action === 'joinClaim' && isDraft) return prepareJoinInstead(desk, kept);
  return prepareMoveOf(desk, request, kept);
}

async function prepareMoveOf(
  desk: Desk,
  request: ActRequest,
  kept: KeptClaim,
): Promise<Prepared | { refusal: Refused }> {
  const { context, zone } = desk;
  const { registration: claim } = kept;
  const deal = dealNamed(request);
  const around = await readAround(context, zone, claim, {
    partners: partnerNamed(request),
    ...(deal !== null && { deal }),
  });
  if (deal !== null && around.deal?.id !== deal) {
    return { refusal: claimRefusal([refusal('registration.deal.gone', 'deal')]) };
  }
  const actor = actorOn(desk, claim);
  const customer = await customerIn(desk, request, claim);
  return {
    decide: async (tx) => {
      const now = (await claimOf(tx, context.connection, claim.key)) ?? kept;
      const edit = CLAIM_EDITS[request.action]?.(now.registration, request, around);
      if (edit && 'refusals' in edit) return { ok: false, refusal: claimRefusal(edit.refusals) };
      const wish = edit
        ? { move: 'edit' as const, form: customer ? { ...edit.form, customer } : edit.form }
        : CLAIM_MOVES[request.action]?.(now.registration, request);
      if (!wish) return { ok: false, refusal: { code: 'request.unknownAction' } };
      const moved = await moveIn(tx, context, now, wish, actor, around);
      return moved.ok ? moved : { ok: false, refusal: claimRefusal(moved.refusal) };
    },
  };
}

/** The customer anew where other words are typed for it; null: it stays. */
async function customerIn(
  { context }: Desk,
  { action, values }: ActRequest,
  claim: Registration,
): Promise<Customer | null> {
  if (action !== 'editClaim') return null;
  const { customer } = withClaimInput(formOf(claim), values);
  return saysSame(customer, claim.customer) ? null : customerFor(context, customer, claim);
}

/**
 * Whoever reads a deal may bring a partner into a claim on it without seeing that claim. A claim that stands without a
 * deal is linked from the deal's own card.
 */
async function claimOn(
  desk: Desk,
  { action, record, targets: [key = '', deal] }: ActRequest,
): Promise<KeptClaim | null> {
  const { store, connection } = desk.context;
  const kept = await claimOf(store, connection, key);
  if (!kept) return null;
  const { registration: claim } = kept;
  const isDeal = record?.object === 'deal';
  const links = action === 'linkDeal' && isDeal && deal === record.id;
  if (!links && !isAbout(claim, record)) return null;
  const joins = action === 'joinClaim' && isDeal && claim.state !== 'draft';
  return joins || seesClaim(desk, claim) ? kept : null;
}
