/** When time alone brings something about for a claim: a reminder, an overdue decision, the end of its protection. */
import type { RegistrationRules } from '../conflict/facts.ts';
import type { Registration } from './claim.ts';
import { answerDue, remindersOf } from './clocks.ts';
import { isWaiting } from './shown.ts';

/** The next such instant after `now`, UTC milliseconds; null if nothing comes of itself any more. */
export function nextInstant(
  claim: Registration,
  { policy, zone }: RegistrationRules,
  now: number,
): number | null {
  const { state, clock, protection } = claim;
  const instants = [
    isWaiting(claim) ? (clock?.dueAt ?? null) : null,
    state === 'moreInfo' ? answerDue(clock, policy, zone) : null,
    ...(state === 'approved' && protection
      ? [protection.endsAt, ...remindersOf(protection, policy.protection.reminders, zone).map(({ at }) => at)]
      : []),
  ];
  const ahead = instants.filter((at) => at !== null).filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
