/** The order in which claims wait for their decision: by when it is due, then how pressing, then who was first. */
import type { Registration } from '../registration/claim.ts';
import { comparePrecedence } from '../registration/precedence.ts';

export interface Waiting {
  readonly registration: Registration;
  /** Of its verdict. */
  readonly score: number;
}

/** A claim whose clock stands still comes after those that are due. */
export function compareWaiting(a: Waiting, b: Waiting): number {
  return (
    compareDue(a.registration.clock?.dueAt ?? null, b.registration.clock?.dueAt ?? null) ||
    b.score - a.score ||
    comparePrecedence(a.registration, b.registration)
  );
}

function compareDue(a: number | null, b: number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}
