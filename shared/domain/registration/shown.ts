/** The plain fields of a deal and an account that tell of claims: lists and reports use them, and they name no partner. */
import type { Fields, RegistrationState } from '../../schema/objects.ts';
import type { RegistrationRules } from '../conflict/facts.ts';
import type { Registration } from './claim.ts';
import { dayAt } from './days.ts';
import { comparePrecedence } from './precedence.ts';

export type ShownFields = Pick<Fields<'deal'>, 'registrationStatus' | 'protectedUntil' | 'decisionDue'>;

/** Of several claims on a deal the one that got furthest is shown, of equal ones the first. */
export const FURTHEST: readonly RegistrationState[] = [
  'converted',
  'approved',
  'appealed',
  'inReview',
  'moreInfo',
  'submitted',
  'expired',
  'rejected',
  'withdrawn',
];

export function dealFields(
  claims: readonly Registration[],
  { zone }: Pick<RegistrationRules, 'zone'>,
): Required<ShownFields> {
  const [shown] = claims
    // A draft that was given up was never a claim on anything.
    .filter(({ state, submission }) => submission !== null && FURTHEST.includes(state))
    .toSorted((a, b) => FURTHEST.indexOf(a.state) - FURTHEST.indexOf(b.state) || comparePrecedence(a, b));
  if (!shown) return { registrationStatus: null, protectedUntil: null, decisionDue: null };
  const { state, protection, clock } = shown;
  const dueAt = isWaiting(shown) ? (clock?.dueAt ?? null) : null;
  return {
    registrationStatus: state,
    protectedUntil: state === 'approved' || state === 'converted' ? (protection?.until ?? null) : null,
    decisionDue: dueAt === null ? null : dayAt(dueAt - 1, zone),
  };
}

/** Claims on an account that wait for a decision or stand approved; null for none, as an empty field. */
export function openRegistrations(claims: readonly Registration[]): number | null {
  return claims.filter((claim) => isWaiting(claim) || claim.state === 'approved').length || null;
}

/** Whether a claim's decision is still to come. */
export function isWaiting({ state }: Pick<Registration, 'state'>): boolean {
  return state === 'submitted' || state === 'inReview' || state === 'moreInfo' || state === 'appealed';
}
