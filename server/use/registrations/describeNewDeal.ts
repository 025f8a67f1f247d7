/** What deal would be made for a claim, and what the CRM would refuse of it: a dry run, nothing is written. */
import { type NewDeal, newDealOf, type Registration } from '../../../shared/domain/registration.ts';
import { dayAt } from '../../../shared/domain/registration/days.ts';
import { readAccounts } from '../cards/readAccounts.ts';
import type { Context } from '../context.ts';
import { registrationRules } from './around.ts';
import { personOf } from './claimTasks.ts';
import { type DealProblem, dealProblems } from './dealProblems.ts';

export interface DescribedDeal {
  deal: NewDeal;
  problems: readonly DealProblem[];
  /** Of the program that says so. */
  version: number;
}

/**
 * Null: the program makes no deals.
 * @param zone the connection's
 * @throws CrmError when the CRM does not describe itself now
 */
export async function describeNewDeal(
  context: Context,
  zone: string,
  claim: Registration,
): Promise<DescribedDeal | null> {
  const { rules, program } = await registrationRules(context, zone);
  const settings = rules.policy.newDeal;
  if (settings === null) return null;
  const { account } = claim.customer;
  const accounts = account === null ? new Map() : await readAccounts(context, program, [account]);
  const ofAccount: string | null = accounts.get(account ?? '')?.fields.owner ?? null;
  const ofClaim = claim.owner === null ? null : await personOf(context, claim.owner);
  const owner = settings.owner === 'claimOwner' ? (ofClaim ?? ofAccount) : (ofAccount ?? ofClaim);
  const deal = newDealOf(claim, settings, { owner, today: dayAt(context.clock.now(), rules.zone) });
  const { nativeFields } = await context.crm.describe();
  return { deal, problems: dealProblems(deal, nativeFields.deal ?? []), version: rules.version };
}
