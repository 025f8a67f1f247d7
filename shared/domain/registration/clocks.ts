/** How long a claim is protected and a decision may take: whole days of the tenant's zone, never less than promised. */
import type { DecisionClock, Protection } from './claim.ts';
import { addDays, DAY, dayAt, endOfDay, weekday } from './days.ts';
import type { RegistrationPolicy } from './policy.ts';

/** Which days count, and where they begin. */
export interface Calendar {
  /** IANA name. */
  readonly zone: string;
  readonly workdays: readonly number[];
  readonly holidays: readonly string[];
}

/** @param zone the connection's, for a policy that names none */
export function calendarOf({ decision }: RegistrationPolicy, zone: string): Calendar {
  const { workdays, holidays } = decision;
  return { zone: decision.zone ?? zone, workdays, holidays };
}

/**
 * Protected through the last of so many days. Where the clocks were set forward, or a zone skipped a day, the days are
 * shorter than promised; then one more is given.
 */
export function protect(from: number, days: number, zone: string): Protection {
  return { from, ...lastDay(dayAt(from, zone), from, days, zone), extensions: 0 };
}

export function extend(protection: Protection, days: number, zone: string): Protection {
  const { from, until, endsAt, extensions } = protection;
  return { from, ...lastDay(until, endsAt, days, zone), extensions: extensions + 1 };
}

function lastDay(first: string, from: number, days: number, zone: string): { until: string; endsAt: number } {
  for (let until = addDays(first, days); ; until = addDays(until, 1)) {
    const endsAt = endOfDay(until, zone);
    if (endsAt >= from + days * DAY) return { until, endsAt };
  }
}

/** When to remind so many days before the end, soonest last; what would lie before the protection itself is left out. */
export function remindersOf(
  { from, until }: Protection,
  days: readonly number[],
  zone: string,
): { readonly days: number; readonly at: number }[] {
  return [...new Set(days)]
    .sort((a, b) => b - a)
    .map((left) => ({ days: left, at: endOfDay(addDays(until, -left), zone) }))
    .filter(({ at }) => at > from);
}

export function isBusinessDay(day: string, { workdays, holidays }: Calendar): boolean {
  return workdays.includes(weekday(day)) && !holidays.includes(day);
}

/** The end of the so-manieth business day after the day of `from`; of none, the end of that day or the next business day. */
export function dueAfter(from: number, businessDays: number, calendar: Calendar): number {
  let day = dayAt(from, calendar.zone);
  for (let left = businessDays; left > 0;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  while (!isBusinessDay(day, calendar)) day = addDays(day, 1);
  return endOfDay(day, calendar.zone);
}

/** Business days after the day of `from` until `dueAt`. */
export function businessDaysLeft(from: number, dueAt: number, calendar: Calendar): number {
  const last = dayAt(dueAt - 1, calendar.zone);
  let left = 0;
  for (let day = addDays(dayAt(from, calendar.zone), 1); day <= last; day = addDays(day, 1)) {
    if (isBusinessDay(day, calendar)) left += 1;
  }
  return left;
}

export function startClock(now: number, policy: RegistrationPolicy, zone: string, pauses = 0): DecisionClock {
  const dueAt = dueAfter(now, policy.decision.businessDays, calendarOf(policy, zone));
  return { dueAt, left: null, pauses, askedAt: null };
}

/** A question stops the clock as often as the policy says; one that is overdue already stays so. */
export function pauseClock(
  clock: DecisionClock | null,
  now: number,
  policy: RegistrationPolicy,
  zone: string,
): DecisionClock {
  const { dueAt = null, pauses = 0 } = clock ?? {};
  if (dueAt === null || dueAt <= now || pauses >= policy.decision.pauses) {
    return { dueAt, left: null, pauses, askedAt: now };
  }
  const left = businessDaysLeft(now, dueAt, calendarOf(policy, zone));
  return { dueAt: null, left, pauses: pauses + 1, askedAt: now };
}

/** The answer gives what was left, and a business day at least. */
export function resumeClock(
  clock: DecisionClock,
  now: number,
  policy: RegistrationPolicy,
  zone: string,
): DecisionClock {
  const { left, pauses } = clock;
  if (left === null) return { ...clock, askedAt: null };
  const dueAt = dueAfter(now, Math.max(1, left), calendarOf(policy, zone));
  return { dueAt, left: null, pauses, askedAt: null };
}

/** When an unanswered question ends the claim; null if none is open. */
export function answerDue(
  clock: DecisionClock | null,
  { decision }: RegistrationPolicy,
  zone: string,
): number | null {
  if (!clock || clock.askedAt === null) return null;
  return protect(clock.askedAt, decision.answerDays, zone).endsAt;
}
