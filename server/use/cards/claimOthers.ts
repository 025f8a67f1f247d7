/** What a card tells of claims that the viewer may not see: how they stand, and whom the viewer brought into them. */
import type { RecordRef } from '../../../shared/contract/value.ts';
import type { RegistrationRules } from '../../../shared/domain/conflict.ts';
import {
  comparePrecedence,
  dealFields,
  FURTHEST,
  isWaiting,
  type Registration,
  standingParticipants,
} from '../../../shared/domain/registration.ts';
import type { OthersClaim } from '../../../shared/views/registration.ts';
import { seesClaim } from './claimAccess.ts';
import type { Desk } from './desk.ts';

/**
 * On a deal the one that got furthest, as it stands in the deal's own fields; that there are more is nobody's business
 * but theirs who brought someone in. Elsewhere those alone.
 */
export function othersClaims(
  desk: Desk,
  claims: readonly Registration[],
  rules: RegistrationRules,
  record: RecordRef | null,
): OthersClaim[] {
  if (desk.caller.hidden.has('deal.registrationStatus')) return [];
  const isDeal = record?.object === 'deal';
  return claims
    .filter((claim) => !seesClaim(desk, claim))
    .toSorted(byFurthest)
    .flatMap((claim) => othersClaim(desk, claim, rules) ?? [])
    .filter(({ joined }, at) => joined.length > 0 || (isDeal && at === 0))
    .map((told) => (isDeal ? told : { ...told, open: false }));
}

/** Null: it has ended, or was never submitted. */
function othersClaim(
  { context, caller }: Desk,
  claim: Registration,
  rules: RegistrationRules,
): OthersClaim | null {
  const { state, protection } = claim;
  const stands = isWaiting(claim) || state === 'approved' || state === 'converted';
  if (!stands) return null;
  const joined = claim.history
    .filter(({ move, by }) => move === 'join' && 'user' in by && by.user === caller.user)
    .flatMap(({ after }) => (after.participants ?? []).map(({ partner }) => partner));
  const isOver = state === 'converted' || (protection !== null && context.clock.now() >= protection.endsAt);
  return {
    key: claim.key,
    state,
    protectedUntil: caller.hidden.has('deal.protectedUntil')
      ? null
      : dealFields([claim], rules).protectedUntil,
    joined: [...new Set(joined)],
    open: !isOver && standingParticipants(claim).length < rules.policy.participants,
  };
}

function byFurthest(a: Registration, b: Registration): number {
  return FURTHEST.indexOf(a.state) - FURTHEST.indexOf(b.state) || comparePrecedence(a, b);
}
