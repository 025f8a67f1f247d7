/** What prolongs, ends and revives a claim's protection. */
import type { DealFacts } from '../conflict/facts.ts';
import { refusal, type Registration } from './claim.ts';
import { answerDue, extend } from './clocks.ts';
import type { Effect, MoveContext } from './request.ts';
import { reasonRefusal } from './text.ts';

export function extendProtection(
  { protection }: Registration,
  evidence: string,
  { now, rules }: MoveContext,
): Effect {
  const { extensions: limit, extensionDays } = rules.policy.protection;
  if (protection === null || now >= protection.endsAt)
    return { refusals: [refusal('registration.extend.over')] };
  if (protection.extensions >= limit) {
    return { refusals: [refusal('registration.extend.again', null, { limit })] };
  }
  const refusals = reasonRefusal(evidence, 'evidence');
  if (refusals.length > 0) return { refusals };
  return { changes: { protection: extend(protection, extensionDays, rules.zone) }, why: evidence };
}

export function withdraw({ state }: Registration, why: string | null, { actor }: MoveContext): Effect {
  // Someone else's claim, or one that others rely on, is not taken away without a word.
  const refusals = actor.as === 'channelManager' || state === 'approved' ? reasonRefusal(why) : [];
  return refusals.length > 0 ? { refusals } : { changes: {}, why };
}

export function expire(claim: Registration, { now, rules }: MoveContext): Effect {
  const end =
    claim.state === 'approved'
      ? (claim.protection?.endsAt ?? null)
      : answerDue(claim.clock, rules.policy, rules.zone);
  return end === null || now < end ? { refusals: [refusal('registration.expire.early')] } : { changes: {} };
}

/** Won while it was protected, whenever we come to see that. */
export function convert(claim: Registration, deal: DealFacts, { now }: MoveContext): Effect {
  const { id, won, closeDate } = deal;
  if (id !== claim.deal || !won) return { refusals: [refusal('registration.convert.notWon', 'deal')] };
  const { protection } = claim;
  const inTime =
    protection !== null && (now < protection.endsAt || (closeDate !== null && closeDate <= protection.until));
  return inTime ? { changes: {} } : { refusals: [refusal('registration.convert.late', 'deal')] };
}

export function reopen(claim: Registration, { id, won }: DealFacts): Effect {
  return id === claim.deal && !won
    ? { changes: {} }
    : { refusals: [refusal('registration.reopen.won', 'deal')] };
}

/** Only what no person has decided gives up its place. */
export function release(claim: Registration, why: string): Effect {
  if (claim.ruling !== null && claim.ruling.by !== null) {
    return { refusals: [refusal('registration.release.decided')] };
  }
  return { changes: { submission: null, clock: null, ruling: null, protection: null }, why };
}
