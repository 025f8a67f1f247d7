/** A deal for an approved claim without one, as a person asks for it: what it would be, and making it. */
import type { NewDeal } from '../../../shared/domain/registration.ts';
import type { Ended } from '../cards/collections.ts';
import type { Context } from '../context.ts';
import { claimOf } from './claims.ts';
import type { DealProblem } from './dealProblems.ts';
import { dryRun, makeDeal } from './makeDeal.ts';
import { writeClaim } from './writeClaim.ts';

/**
 * Nothing is written. Null: there is no such claim, or the program makes no deals.
 * @param zone the connection's
 * @throws CrmError when the CRM does not describe itself now
 */
export async function describeNewDeal(
  context: Context,
  zone: string,
  key: string,
): Promise<{ deal: NewDeal; problems: readonly DealProblem[] } | null> {
  const kept = await claimOf(context.store, context.connection, key);
  return kept ? dryRun(context, zone, kept.registration) : null;
}

/** Done twice it makes one; what was refused before is tried again. @param zone the connection's */
export async function createDeal(context: Context, zone: string, key: string): Promise<Ended> {
  const made = await makeDeal(context, zone, key, { asked: true });
  switch (made.as) {
    case 'none':
      return { ok: true, done: 'unchanged' };
    case 'made':
      return writeClaim(context, zone, key);
    case 'later':
      return { ok: false, code: 'down', reason: 'The CRM takes no deal just now.', retry: true };
    case 'refused': {
      const { code, field, reason } = made.refused;
      return { ok: false, code, reason: field === null ? reason : `${field}: ${reason}`, retry: false };
    }
  }
}
