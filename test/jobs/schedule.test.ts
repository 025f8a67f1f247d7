/** When runs are due: once a local day whatever the clocks do, and once however many nights were missed. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dueOf, nextNight } from '../../server/jobs/schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Asia/Kathmandu',
];

const zone = fc.constantFrom(...ZONES);
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2030-01-01') });
const setting = fc.record({ mapAt: time, timeZone: zone, pollSeconds: fc.integer({ min: 5, max: 86_400 }) });

const localDay = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

describe('the nightly run', () => {
  test('comes after the last one, on the same or the next local day, and never two on one day', () => {
    fc.assert(
      fc.property(setting, instant, (rules, after) => {
        const first = nextNight(rules, after);
        const second = nextNight(rules, first);
        expect(first).toBeGreaterThan(after);
        expect(first - after).toBeLessThanOrEqual(DAY + 2 * HOUR);
        expect(localDay(first, rules.timeZone).until(localDay(second, rules.timeZone)).days).toBe(1);
      }),
    );
  });

  test('shows the time that was set on the wall, but where the clocks skip it', () => {
    fc.assert(
      fc.property(setting, instant, (rules, after) => {
        const at = Temporal.Instant.fromEpochMilliseconds(nextNight(rules, after)).toZonedDateTimeISO(
          rules.timeZone,
        );
        const wanted = at.toPlainDate().toPlainDateTime(rules.mapAt);
        const shown = at.toPlainDateTime().toString().slice(11, 16);
        const isSkipped = wanted.toZonedDateTime(rules.timeZone).toPlainDateTime().equals(wanted) === false;
        expect(isSkipped || shown === rules.mapAt).toBe(true);
      }),
    );
  });

  test('is due once when several nights were missed', () => {
    fc.assert(
      fc.property(setting, instant, fc.integer({ min: 2, max: 40 }), (rules, last, nights) => {
        const now = last + nights * DAY;
        expect(dueOf(rules, { changes: last, map: last }, now).map).toBeLessThanOrEqual(now);
        expect(dueOf(rules, { changes: now, map: now }, now).map).toBeGreaterThan(now);
      }),
    );
  });

  test.each([
    ['skipped in spring: taken an hour later', '2026-03-28T12:00:00Z', '02:30', '2026-03-29T01:30:00Z'],
    ['twice in autumn: the first counts', '2026-10-24T12:00:00Z', '02:30', '2026-10-25T00:30:00Z'],
    ['and not again the same night', '2026-10-25T00:30:00Z', '02:30', '2026-10-26T01:30:00Z'],
  ])('%s', (_name, after, mapAt, expected) => {
    const rules = { mapAt, timeZone: 'Europe/Berlin', pollSeconds: 60 };
    expect(new Date(nextNight(rules, Date.parse(after))).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  test('a connection that has never run waits for its first night', () => {
    const now = Date.parse('2026-06-01T10:00:00Z');
    const rules = { mapAt: '02:00', timeZone: 'UTC', pollSeconds: 60 };
    expect(dueOf(rules, { changes: null, map: null }, now).map).toBe(Date.parse('2026-06-02T02:00:00Z'));
  });
});

describe('polling', () => {
  test('is due its interval after the last start, and at once the first time', () => {
    fc.assert(
      fc.property(setting, instant, (rules, now) => {
        expect(dueOf(rules, { changes: null, map: null }, now).changes).toBe(now);
        expect(dueOf(rules, { changes: now, map: null }, now).changes).toBe(now + rules.pollSeconds * 1_000);
      }),
    );
  });
});
