/** `npm run zones`: whether protection is ever shorter than promised, in all IANA zones across all their clock changes of ten years. */
import { Temporal } from 'temporal-polyfill';
import { dueAfter, extend, isBusinessDay, protect, remindersOf } from '../shared/domain/registration.ts';
import { addDays, DAY, dayAt, endOfDay } from '../shared/domain/registration/days.ts';

const FROM = Date.parse('2021-01-01T00:00:00Z');
const UNTIL = Date.parse('2031-01-01T00:00:00Z');
/** Promises that end on, before and after a change when they begin around it, and the usual ones. */
const PROMISES = [1, 2, 30, 90, 120];
/** Around a change, and as far before it as a promise is long: the change then lies at its end. */
const AROUND = [-DAY, -3_600_000, -1, 0, 1, 3_600_000, DAY - 1];

interface Violation {
  readonly zone: string;
  readonly from: string;
  readonly days: number;
  readonly what: string;
}

const violations: Violation[] = [];
let transitions = 0;
let checks = 0;

function check(zone: string, from: number, days: number): void {
  checks += 1;
  const wrong = (what: string) => {
    violations.push({ zone, from: new Date(from).toISOString(), days, what });
  };
  const first = protect(from, days, zone);
  if (first.endsAt - from < days * DAY) wrong('protection shorter than promised');
  if (first.endsAt !== endOfDay(first.until, zone)) wrong('protection does not end with its last day');
  if (dayAt(first.endsAt - 1, zone) > first.until) wrong('protection ends after its last day');
  if (first.until < addDays(dayAt(from, zone), days)) wrong('last day before the promised one');
  if (first.endsAt - from > (days + 2) * DAY + 3 * 3_600_000) wrong('protection two days too long');
  const longer = extend(first, 30, zone);
  if (longer.endsAt - first.endsAt < 30 * DAY) wrong('extension shorter than promised');
  for (const { days: left, at } of remindersOf(first, [14, 7, 1], zone)) {
    if (at <= from || at >= first.endsAt) wrong(`reminder of ${left} days outside the protection`);
  }
  const calendar = { zone, workdays: [1, 2, 3, 4, 5], holidays: [] };
  const due = dueAfter(from, 2, calendar);
  if (due <= from) wrong('decision due before it was asked');
  if (!isBusinessDay(dayAt(due - 1, zone), calendar)) wrong('decision due at the end of no business day');
}

for (const zone of Intl.supportedValuesOf('timeZone')) {
  for (const days of PROMISES) check(zone, FROM, days);
  let at = Temporal.Instant.fromEpochMilliseconds(FROM).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= UNTIL) break;
    transitions += 1;
    for (const days of PROMISES) {
      for (const offset of AROUND) {
        check(zone, next.epochMilliseconds + offset, days);
        check(zone, next.epochMilliseconds + offset - days * DAY, days);
      }
    }
    at = next;
  }
}

const zones = Intl.supportedValuesOf('timeZone').length;
process.stdout.write(
  `${JSON.stringify({ name: 'zones', zones, transitions, checks, violations: violations.length, first: violations.slice(0, 5) })}\n`,
);
if (violations.length > 0 || transitions === 0) process.exitCode = 1;
