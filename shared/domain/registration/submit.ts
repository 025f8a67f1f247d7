/** Submitting a claim: it takes its place, its clock starts, and what its verdict holds goes to a person at once. */
import { refusal, type Registration } from './claim.ts';
import { startClock } from './clocks.ts';
import type { Effect, MoveContext, MoveRequest } from './request.ts';
import { submissionRefusals } from './submission.ts';

export function submit(
  claim: Registration,
  { place, verdict, around }: Extract<MoveRequest, { move: 'submit' }>,
  { now, rules, actor }: MoveContext,
): Effect {
  const refusals = submissionRefusals(claim, around, rules, now);
  if (refusals.length > 0) return { refusals };
  // What was typed straight into the CRM stands there already: it is flagged for a person instead.
  if (verdict.outcome === 'refused' && actor.as !== 'system') {
    return {
      refusals: verdict.findings
        .filter(({ kind }) => kind === 'alreadyYours')
        .map(({ partner }) => {
          const at = claim.participants.findIndex((one) => one.partner === partner);
          const name = around.partners.get(partner ?? '')?.name ?? '';
          return refusal('registration.alreadyYours', `participants.${at}.partner`, { partner: name });
        }),
    };
  }
  const held = verdict.outcome === 'hold' || verdict.outcome === 'refused';
  const late = verdict.findings.some(({ kind }) => kind === 'lateClaim');
  return {
    changes: {
      state: held ? 'inReview' : 'submitted',
      submission: { ...place, at: now, outcome: verdict.outcome, late },
      clock: startClock(now, rules.policy, rules.zone),
    },
  };
}
