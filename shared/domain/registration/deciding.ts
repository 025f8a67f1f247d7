/** Deciding on a claim: taking it up, asking, approving, rejecting, and once more by someone else after an appeal. */
import { clashesForGood } from '../conflict/finding.ts';
import type { Verdict } from '../conflict/verdict.ts';
import { refusal, type Registration } from './claim.ts';
import { pauseClock, protect, resumeClock, startClock } from './clocks.ts';
import { protectionDays, approvesItself } from './entitlement.ts';
import { draftRefusals, withForm } from './form.ts';
import type { Effect, MoveContext, MoveRequest } from './request.ts';
import { participantsRefusals, submissionRefusals } from './submission.ts';
import { reasonRefusal } from './text.ts';

export function review({ actor }: MoveContext): Effect {
  return { changes: { state: 'inReview', ...('user' in actor && { decider: actor.user }) } };
}

export function rejudge({ submission, history }: Registration, { outcome }: Verdict): Effect {
  const last = history.findLast(({ after }) => after.state !== undefined);
  const held = outcome === 'hold' || outcome === 'refused';
  if (submission === null || held || last?.move !== 'submit') {
    return { refusals: [refusal('registration.rejudge.held')] };
  }
  return { changes: { submission: { ...submission, outcome } } };
}

export function askInfo({ clock }: Registration, why: string, { now, rules }: MoveContext): Effect {
  const refusals = reasonRefusal(why);
  if (refusals.length > 0) return { refusals };
  return { changes: { clock: pauseClock(clock, now, rules.policy, rules.zone) }, why };
}

export function answer(
  claim: Registration,
  { form, why, around }: Extract<MoveRequest, { move: 'answer' }>,
  { now, rules }: MoveContext,
): Effect {
  const wrong = draftRefusals(form, rules.policy);
  if (wrong.length > 0) return { refusals: wrong };
  const { participants, customer, deal, products, amount, expectedClose, note } = withForm(claim, form);
  const said = { participants, customer, deal, products, amount, expectedClose, note };
  const refusals = submissionRefusals({ ...claim, ...said }, around, rules, now);
  if (refusals.length > 0) return { refusals };
  const clock = claim.clock && resumeClock(claim.clock, now, rules.policy, rules.zone);
  return { changes: { ...said, clock }, why };
}

/** Never against a protected claim that holds the same exclusive role; against all else with a reason. */
export function approve(
  claim: Registration,
  { why, verdict, partners }: Extract<MoveRequest, { move: 'approve' }>,
  { actor, now, rules }: MoveContext,
): Effect {
  const by = 'user' in actor ? actor.user : null;
  if (
    by === null &&
    (claim.state !== 'submitted' || !approvesItself(claim, verdict, partners, rules.policy))
  ) {
    return { refusals: [refusal('registration.approve.person')] };
  }
  if (claim.state === 'appealed' && by === claim.ruling?.by) {
    return { refusals: [refusal('registration.appeal.sameDecider')] };
  }
  if (claim.customer.match === 'likely') {
    return { refusals: [refusal('registration.approve.customer', 'customer')] };
  }
  if (verdict.findings.some(clashesForGood)) {
    return { refusals: [refusal('registration.approve.taken', 'participants')] };
  }
  const wrong = participantsRefusals(claim, partners, rules);
  if (wrong.length > 0) return { refusals: wrong };
  const needsReason =
    verdict.outcome === 'hold' || verdict.outcome === 'refused' || claim.state === 'appealed';
  const reasonless = needsReason ? reasonRefusal(why) : [];
  if (reasonless.length > 0) return { refusals: reasonless };
  const days = protectionDays(claim, partners, rules.policy);
  const ruling = {
    as: 'approved',
    by,
    at: now,
    reason: why?.trim() || null,
    policyVersion: rules.version,
  } as const;
  return { changes: { ruling, protection: protect(now, days, rules.zone), clock: stopped(claim) }, why };
}

export function reject(claim: Registration, why: string, { actor, now, rules }: MoveContext): Effect {
  const by = 'user' in actor ? actor.user : null;
  if (claim.state === 'appealed' && by === claim.ruling?.by) {
    return { refusals: [refusal('registration.appeal.sameDecider')] };
  }
  const refusals = reasonRefusal(why);
  if (refusals.length > 0) return { refusals };
  const ruling = { as: 'rejected', by, at: now, reason: why.trim(), policyVersion: rules.version } as const;
  return { changes: { ruling, clock: stopped(claim) }, why };
}

/** Once, within the days that the policy leaves, and it is decided by someone else. */
export function appeal(claim: Registration, why: string, { now, rules }: MoveContext): Effect {
  const { policy, zone } = rules;
  if (claim.history.some(({ move }) => move === 'appeal')) {
    return { refusals: [refusal('registration.appeal.again')] };
  }
  const { appealDays: limit } = policy.decision;
  if (claim.ruling && now >= protect(claim.ruling.at, limit, zone).endsAt) {
    return { refusals: [refusal('registration.appeal.late', null, { limit })] };
  }
  const refusals = reasonRefusal(why);
  if (refusals.length > 0) return { refusals };
  return { changes: { clock: startClock(now, policy, zone, claim.clock?.pauses), decider: null }, why };
}

/** When it was due stays, for what reports say of decisions in time. */
function stopped({ clock }: Registration): Registration['clock'] {
  return clock && { ...clock, left: null, askedAt: null };
}
