/** Date literals of SOQL as spans of UTC time. */
import { malformed } from './errors.ts';

const DAY = 86_400_000;

/** From the start (included) to the end (excluded), UTC milliseconds. */
export function span(literal: string, n: number, now: number): [number, number] {
  const today = Math.floor(now / DAY) * DAY;
  const year = new Date(now).getUTCFullYear();
  switch (literal.toUpperCase()) {
    case 'TODAY':
      return [today, today + DAY];
    case 'YESTERDAY':
      return [today - DAY, today];
    case 'TOMORROW':
      return [today + DAY, today + 2 * DAY];
    case 'LAST_N_DAYS':
      return [today - n * DAY, today + DAY];
    case 'NEXT_N_DAYS':
      return [today + DAY, today + (n + 1) * DAY];
    case 'N_DAYS_AGO':
      return [today - n * DAY, today - (n - 1) * DAY];
    case 'THIS_YEAR':
      return [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
    case 'LAST_YEAR':
      return [Date.UTC(year - 1, 0), Date.UTC(year, 0)];
    default:
      throw malformed(`unexpected token: ${literal} (this date literal is not imitated)`);
  }
}
