/** The calendar day that a viewer calls today. */
import { Temporal } from 'temporal-polyfill';

/** YYYY-MM-DD. @param zones IANA names, the first that is one counts; UTC where none is */
export function dayIn(now: number, ...zones: (string | null)[]): string {
  const instant = Temporal.Instant.fromEpochMilliseconds(now);
  for (const zone of zones) {
    if (zone === null) continue;
    try {
      return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return instant.toZonedDateTimeISO('UTC').toPlainDate().toString();
}

/** Whole days from one day to another; negative where that one is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
