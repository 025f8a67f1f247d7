/** What a claim is about, and whose it is: its form, its customer, its deal, its people. */
import { clashesForGood } from '../conflict/finding.ts';
import { type Facet, type Participant, refusal, type Registration } from './claim.ts';
import { type ClaimForm, draftRefusals, withForm } from './form.ts';
import type { Effect, MoveContext, MoveRequest } from './request.ts';
import { linkRefusals } from './submission.ts';

export function editForm(claim: Registration, form: ClaimForm, { rules }: MoveContext): Effect {
  const refusals = draftRefusals(form, rules.policy);
  if (refusals.length > 0) return { refusals };
  const { customer, deal, products, amount, expectedClose, note, participants } = withForm(claim, form);
  return { changes: { customer, deal, products, amount, expectedClose, note, participants } };
}

/** A person's word on who the customer is: what the engine found likely is settled by it. */
export function settleCustomer({ customer }: Registration, account: string | null): Effect {
  const match = account === null ? 'none' : 'chosen';
  return { changes: { customer: { ...customer, account, match } } };
}

/** What is protected already may not take a role on a deal that another protected claim has there. */
export function linkDeal(
  { state, customer }: Registration,
  { deal, verdict }: Extract<MoveRequest, { move: 'linkDeal' }>,
): Effect {
  if (deal === null) return { changes: { deal: null } };
  const refusals = linkRefusals(customer.account, deal);
  if (refusals.length > 0) return { refusals };
  if (state === 'approved' && verdict.findings.some(clashesForGood)) {
    return { refusals: [refusal('registration.deal.taken', 'deal')] };
  }
  return { changes: { deal: deal.id } };
}

/** To another owner, or to another decider: null is whom the policy names. */
export function assign(
  claim: Registration,
  { owner = claim.owner ?? undefined, decider = claim.decider }: Extract<MoveRequest, { move: 'assign' }>,
): Effect {
  if (owner?.trim() === '') return { refusals: [refusal('registration.assign.nobody', 'owner')] };
  return { changes: { owner: owner ?? null, decider } };
}

export function follow(
  { customer, participants }: Registration,
  { account, deal, partners }: Extract<MoveRequest, { move: 'follow' }>,
): Effect {
  const changes: { -readonly [Name in keyof Facet]: Facet[Name] } = {};
  if (account === null) changes.customer = { ...customer, account, match: 'none' };
  else if (account !== undefined) changes.customer = { ...customer, account };
  if (deal !== undefined) changes.deal = deal;
  if (partners !== undefined) changes.participants = merged(participants, partners);
  return { changes };
}

/** Two partners that have become one have one part: the roles of both, and both shares. */
function merged(
  participants: readonly Participant[],
  partners: Readonly<Record<string, string>>,
): readonly Participant[] {
  const parts = new Map<string, Participant>();
  for (const one of participants) {
    const partner = partners[one.partner] ?? one.partner;
    const present = parts.get(partner);
    parts.set(partner, present ? together(present, one) : { ...one, partner });
  }
  return [...parts.values()];
}

function together(present: Participant, other: Pick<Participant, 'roles' | 'share'>): Participant {
  const isOpen = present.share === null && other.share === null;
  return {
    ...present,
    roles: [...new Set([...present.roles, ...other.roles])],
    share: isOpen ? null : (present.share ?? 0) + (other.share ?? 0),
  };
}
