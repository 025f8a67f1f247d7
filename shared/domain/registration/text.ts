/** Text that people typed: how long it may be, and that nothing invisible hides in it. */
import { type Refusal, refusal } from './claim.ts';

/** Characters of a reason, as the CRM's field holds them. */
export const REASON_LIMIT = 2_000;

// Line feeds, tabs and carriage returns are what a text area sends.
const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;

/** @param limit in UTF-16 code units, as the CRM counts */
export function textRefusal(text: string | null, field: string, limit: number): Refusal[] {
  if (text === null) return [];
  if (text.trim().length > limit) return [refusal('registration.text.long', field, { limit })];
  if (INVISIBLE.test(text) || !text.isWellFormed()) return [refusal('registration.text.invisible', field)];
  return [];
}

/** For a reason that must be given. */
export function reasonRefusal(why: string | null, field = 'why'): Refusal[] {
  if (why === null || why.trim() === '') return [refusal('registration.why.missing', field)];
  return textRefusal(why, field, REASON_LIMIT);
}
