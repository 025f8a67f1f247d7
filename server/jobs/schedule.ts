/** Pure: which runs are due, from a connection's settings, its last runs and the present instant. Missed runs collapse into one. */
import { Temporal } from 'temporal-polyfill';

export interface ScheduleSetting {
  /** How often changes are asked for, in seconds. */
  pollSeconds: number;
  /** "02:30" by the clock of `timeZone`. */
  mapAt: string;
  timeZone: string;
}

/** When the last run of each kind started, UTC milliseconds; null if there was none. */
export interface LastRuns {
  changes: number | null;
  map: number | null;
}

/** When each kind is next due, UTC milliseconds; in the past means now. */
export interface Due {
  changes: number;
  map: number;
}

/**
 * A nightly run is due once for each local day at `mapAt`, however many nights were missed. A time that the clocks
 * skip is taken as much later; one that comes twice counts the first time. Without any run so far the next night is
 * the first, since connecting an account does not mean to write into it at once.
 */
export function dueOf(setting: ScheduleSetting, last: LastRuns, now: number): Due {
  return {
    changes: last.changes === null ? now : last.changes + setting.pollSeconds * 1_000,
    map: nextNight(setting, last.map ?? now),
  };
}

/** The first instant after `after` at which the clock of the zone shows `mapAt`, once a day. */
export function nextNight({ mapAt, timeZone }: ScheduleSetting, after: number): number {
  const [hour = 0, minute = 0] = mapAt.split(':').map(Number);
  const from = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  for (let day = from.toPlainDate(); ; day = day.add({ days: 1 })) {
    const night = day
      .toPlainDateTime({ hour, minute })
      .toZonedDateTime(timeZone, { disambiguation: 'compatible' });
    if (night.epochMilliseconds > after) return night.epochMilliseconds;
  }
}
