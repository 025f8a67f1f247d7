/** Protection is never shorter than promised and a decision never due too soon, whatever the zone's clocks do. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answerDue,
  businessDaysLeft,
  calendarOf,
  defaultPolicy,
  dueAfter,
  extend,
  isBusinessDay,
  protect,
  registrationPolicy,
  remindersOf,
} from '../../../shared/domain/registration.ts';
import { pauseClock, resumeClock, startClock } from '../../../shared/domain/registration/clocks.ts';
import { addDays, DAY, dayAt, endOfDay, startOfDay } from '../../../shared/domain/registration/days.ts';

const at = (text: string) => Date.parse(text);
/** Half-hours off, two hours of summer time, midnight that is skipped, a day that never was, either side of the date line. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Antarctica/Troll',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;
const zones = fc.constantFrom(...ZONES);
const instants = fc.integer({ min: at('2010-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
const berlin = calendarOf(defaultPolicy(), 'Europe/Berlin');

describe('protection', () => {
  test('runs through the last of its days in the tenant’s zone', () => {
    const protection = protect(at('2026-11-22T15:00:00Z'), 90, 'America/New_York');
    expect(protection).toEqual({
      from: at('2026-11-22T15:00:00Z'),
      until: '2027-02-20',
      endsAt: at('2027-02-21T05:00:00Z'),
      extensions: 0,
    });
  });

  test('gives one day more where the clocks take an hour of a claim approved at the end of a day', () => {
    const lastMinute = at('2026-03-07T23:59:30-05:00');
    expect(protect(lastMinute, 90, 'America/New_York').until).toBe('2026-06-06');
    expect(protect(lastMinute - 2 * 3_600_000, 90, 'America/New_York').until).toBe('2026-06-05');
  });

  test('gives back a day that the zone skipped', () => {
    const protection = protect(at('2011-12-20T12:00:00-10:00'), 20, 'Pacific/Apia');
    expect(protection.endsAt - protection.from).toBeGreaterThanOrEqual(20 * DAY);
    expect(protection.until).toBe('2012-01-10');
  });

  test('is never shorter than promised, and longer by less than two days', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 730 }), zones, (from, days, zone) => {
        const { until, endsAt } = protect(from, days, zone);
        expect(endsAt - from).toBeGreaterThanOrEqual(days * DAY);
        expect(until >= addDays(dayAt(from, zone), days)).toBe(true);
        expect(endsAt).toBe(endOfDay(until, zone));
        expect(endsAt - from).toBeLessThan((days + 2) * DAY + 2 * 3_600_000);
      }),
    );
  });

  test('is never extended by less than promised', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 365 }), zones, (from, days, zone) => {
        const first = protect(from, 90, zone);
        const longer = extend(first, days, zone);
        expect(longer.endsAt - first.endsAt).toBeGreaterThanOrEqual(days * DAY);
        expect(longer).toMatchObject({ from, extensions: 1 });
      }),
    );
  });

  test('reminds whole days before its end, not before it began', () => {
    const protection = protect(at('2026-11-22T15:00:00Z'), 10, 'Europe/Berlin');
    expect(remindersOf(protection, [1, 14, 7, 7], 'Europe/Berlin')).toEqual([
      { days: 7, at: startOfDay('2026-11-26', 'Europe/Berlin') },
      { days: 1, at: startOfDay('2026-12-02', 'Europe/Berlin') },
    ]);
  });
});

describe('the time for a decision', () => {
  test.each([
    ['a Monday', '2026-11-23T09:00:00+01:00', '2026-11-26T00:00:00+01:00'],
    ['a Friday afternoon', '2026-11-20T17:00:00+01:00', '2026-11-25T00:00:00+01:00'],
    ['a Saturday', '2026-11-21T12:00:00+01:00', '2026-11-25T00:00:00+01:00'],
    ['across the change to summer time', '2026-03-27T12:00:00+01:00', '2026-04-01T00:00:00+02:00'],
  ])('of two business days from %s', (_name, from, due) => {
    expect(new Date(dueAfter(at(from), 2, berlin)).toISOString()).toBe(new Date(due).toISOString());
  });

  test('leaves out holidays and days that are no workdays there', () => {
    const policy = registrationPolicy.parse({
      decision: { workdays: [7, 1, 2, 3, 4], holidays: ['2026-11-23'], zone: 'Asia/Riyadh' },
    });
    const calendar = calendarOf(policy, 'UTC');
    // Thursday; Friday and Saturday are the weekend, Monday is a holiday.
    const due = dueAfter(at('2026-11-19T10:00:00+03:00'), 2, calendar);
    expect(new Date(due).toISOString()).toBe('2026-11-24T21:00:00.000Z');
  });

  test('ends with a business day and holds exactly so many of them', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), zones, (from, days, zone) => {
        const calendar = { ...berlin, zone };
        const due = dueAfter(from, days, calendar);
        expect(isBusinessDay(dayAt(due - 1, zone), calendar)).toBe(true);
        expect(businessDaysLeft(from, due, calendar)).toBe(days);
        expect(due - from).toBeGreaterThan(0);
      }),
    );
  });

  test('stands still once while a question is open, and leaves a business day at least', () => {
    const policy = defaultPolicy();
    const zone = 'Europe/Berlin';
    const started = startClock(at('2026-11-23T09:00:00+01:00'), policy, zone);
    const asked = pauseClock(started, at('2026-11-25T09:00:00+01:00'), policy, zone);
    expect(asked).toEqual({ dueAt: null, left: 0, pauses: 1, askedAt: at('2026-11-25T09:00:00+01:00') });
    const answered = resumeClock(asked, at('2026-11-27T09:00:00+01:00'), policy, zone);
    expect(answered).toEqual({
      dueAt: at('2026-12-01T00:00:00+01:00'),
      left: null,
      pauses: 1,
      askedAt: null,
    });
    const again = pauseClock(answered, at('2026-11-30T09:00:00+01:00'), policy, zone);
    expect(again).toMatchObject({ dueAt: answered.dueAt, pauses: 1 });
  });

  test('that has run out is not won back by a question', () => {
    const policy = defaultPolicy();
    const started = startClock(at('2026-11-23T09:00:00Z'), policy, 'UTC');
    const late = pauseClock(started, at('2026-12-23T09:00:00Z'), policy, 'UTC');
    expect(late).toMatchObject({ dueAt: started.dueAt, pauses: 0 });
  });

  test('for an answer is as long as the policy says, and endless while nothing is asked', () => {
    const policy = defaultPolicy();
    const now = at('2026-11-23T09:00:00Z');
    const started = startClock(now, policy, 'UTC');
    expect(answerDue(started, policy, 'UTC')).toBeNull();
    expect(answerDue(pauseClock(started, now, policy, 'UTC'), policy, 'UTC')).toBe(
      at('2026-12-08T00:00:00Z'),
    );
  });
});
