/** How the registration of a deal stands, for its badge: as the claims say, else as the deal's own fields do. */
import type { ProgramRules } from '../../../shared/domain/program.ts';
import { dealFields } from '../../../shared/domain/registration.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import type { DealCardState } from '../../../shared/views/dealCard.ts';
import type { KeptClaim } from '../registrations/collections.ts';
import { dayIn, daysBetween } from './days.ts';
import type { Desk } from './desk.ts';

/** @param fields as far as the viewer may read them */
export function statusOnDeal(
  { caller, context, zone: own }: Desk,
  kept: readonly KeptClaim[],
  fields: Fields<'deal'>,
  { registration: policy }: ProgramRules,
): Pick<DealCardState, 'registration'> {
  if (caller.hidden.has('deal.registrationStatus')) return {};
  const zone = policy.decision.zone ?? own;
  const claims = kept.map(({ registration }) => registration);
  const submitted = claims.some(({ submission }) => submission !== null);
  const { registrationStatus, protectedUntil } = submitted ? dealFields(claims, { zone }) : fields;
  const until = caller.hidden.has('deal.protectedUntil') ? null : (protectedUntil ?? null);
  const left = until === null ? null : daysBetween(dayIn(context.clock.now(), zone), until);
  // Once it has run out a job says so within minutes.
  const daysLeft = left === null || left < 0 ? null : left;
  return { registration: { status: registrationStatus ?? 'none', daysLeft } };
}
