/** What would come of submitting a claim as it stands now; nothing is kept. */
import { type Verdict, verdictOn } from '../../../shared/domain/conflict.ts';
import { type Refusal, type Registration, submissionRefusals } from '../../../shared/domain/registration.ts';
import type { Context } from '../context.ts';
import { conflictFacts, readAround } from './around.ts';

export interface JudgedClaim {
  /** As it was found: what of it a viewer may know says `toldOf`. */
  readonly verdict: Verdict;
  /** By field; a claim that is refused is judged all the same, as far as it goes. */
  readonly refusals: readonly Refusal[];
  /** Other claims on the same customer, of whatever state. */
  readonly rivals: readonly Registration[];
}

/** Without a call of the CRM, as long as the mirror knows what the claim names. @param zone the connection's */
export async function judgeClaim(context: Context, zone: string, claim: Registration): Promise<JudgedClaim> {
  const { store, connection, clock } = context;
  const around = await readAround(context, zone, claim);
  const now = clock.now();
  const facts = await conflictFacts(store, connection, claim, around, now);
  return {
    verdict: verdictOn(claim, facts, around.rules, now),
    refusals: submissionRefusals(claim, around, around.rules, now),
    rivals: facts.rivals.map(({ registration }) => registration).filter(({ key }) => key !== claim.key),
  };
}
