/** When two parts of two claims clash, by exclusivity, product, deal and how the other claim stands: one table. */
import type { Registration } from '../registration/claim.ts';
import { comparePrecedence } from '../registration/precedence.ts';
import type { RegistrationPolicy } from '../registration/policy.ts';
import type { DealRole } from '../team.ts';
import type { RegistrationRules } from './facts.ts';

export type Exclusivity = 'shared' | 'productFamily' | 'deal';
/** `unknown` is where one of the two does not say; it counts as the same. */
export type Sameness = 'same' | 'other' | 'unknown';

/**
 * `pending` waits for its decision and was first; `protected` is approved and within its protection; `remembered` was
 * won, and its protection still runs. `none` holds nothing, such as a claim that came later.
 */
export type Standing = 'pending' | 'protected' | 'remembered' | 'none';

export interface Meeting {
  readonly exclusivity: Exclusivity;
  /** The other claim names another partner for the same role. */
  readonly taken: boolean;
  readonly product: Sameness;
  readonly deal: Sameness;
  readonly standing: Standing;
  readonly covers: RegistrationPolicy['protection']['covers'];
}

/** What one part of a claim finds in another claim; null: the two have nothing to do with each other. */
export function meetingKind(meeting: Meeting): 'roleClash' | 'protectedAccount' | 'complements' | null {
  const { taken, product, deal, standing, covers } = meeting;
  const open = standing === 'pending' || standing === 'protected';
  if (taken && excludes(meeting)) {
    if (open) return 'roleClash';
    if (standing === 'remembered') return 'protectedAccount';
  }
  const promised = standing === 'protected' || standing === 'remembered';
  if (taken && meeting.exclusivity === 'productFamily' && promised && covers === 'account') {
    return 'protectedAccount';
  }
  return open && product !== 'other' && deal !== 'other' ? 'complements' : null;
}

function excludes({ exclusivity, product, deal }: Meeting): boolean {
  switch (exclusivity) {
    case 'shared':
      return false;
    case 'productFamily':
      return product !== 'other';
    case 'deal':
      return deal !== 'other';
  }
}

export function exclusivityOf(
  role: DealRole,
  { roles, policy }: Pick<RegistrationRules, 'roles' | 'policy'>,
): Exclusivity {
  if (!roles[role].exclusive) return 'shared';
  return policy.exclusivePer[role] ?? 'productFamily';
}

export function sameProduct(a: readonly string[], b: readonly string[]): Sameness {
  if (a.length === 0 || b.length === 0) return 'unknown';
  const families = new Set(a.map(comparable));
  return b.some((family) => families.has(comparable(family))) ? 'same' : 'other';
}

export function sameDeal(a: string | null, b: string | null): Sameness {
  if (a === null || b === null) return 'unknown';
  return a === b ? 'same' : 'other';
}

/** How another claim stands towards one, at an instant. */
export function standingOf(
  other: Registration,
  claim: Pick<Registration, 'key' | 'submission'>,
  now: number,
): Standing {
  const isProtected = other.protection !== null && now < other.protection.endsAt;
  switch (other.state) {
    case 'approved':
      return isProtected ? 'protected' : 'none';
    case 'converted':
      return isProtected ? 'remembered' : 'none';
    case 'submitted':
    case 'inReview':
    case 'moreInfo':
    case 'appealed':
      return comparePrecedence(other, claim) < 0 ? 'pending' : 'none';
    case 'draft':
    case 'rejected':
    case 'withdrawn':
    case 'expired':
      return 'none';
  }
}

function comparable(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
