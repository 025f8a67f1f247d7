/** Which of two claims was first: by the sequence taken in the store, never by a clock; then by key. */
import type { Place, Registration } from './claim.ts';

type Placed = Pick<Registration, 'key' | 'submission'>;

/**
 * Negative: `a` was first. A claim that is not submitted comes after all that are. Rows typed into the CRM stand after
 * the submission that was the last before them, among themselves in the order of their creation.
 */
export function comparePrecedence(a: Placed, b: Placed): number {
  if (a.submission === null || b.submission === null) {
    if (a.submission !== b.submission) return a.submission === null ? 1 : -1;
    return compare(a.key, b.key);
  }
  return comparePlaces(a.submission, b.submission) || compare(a.key, b.key);
}

function comparePlaces(a: Place, b: Place): number {
  // Typed rows come after the submission whose number they share.
  return a.sequence - b.sequence || compareTyped(a.typedAt, b.typedAt);
}

/**
 * The place of a row that was typed into the CRM.
 * @param createdAt by the CRM's clock, UTC milliseconds
 * @param taken what was submitted so far, in any order
 */
export function placeOfTyped(
  createdAt: number,
  taken: readonly { readonly sequence: number; readonly at: number }[],
): Place {
  const before = taken.filter(({ at }) => at <= createdAt).map(({ sequence }) => sequence);
  return { sequence: Math.max(0, ...before), typedAt: createdAt };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareTyped(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  return a - b;
}
