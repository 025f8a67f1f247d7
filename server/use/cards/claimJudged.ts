/** What would come of submitting a claim as it stands, and how much of that the viewer may be told. */
import { toldOf, type Verdict, verdictOn, type Viewer } from '../../../shared/domain/conflict.ts';
import { type Registration, submissionRefusals } from '../../../shared/domain/registration.ts';
import type { JudgedClaim } from '../../../shared/views/registration.ts';
import { conflictFacts, readAround } from '../registrations/around.ts';
import { isChannelManager } from './caller.ts';
import { seesClaim } from './claimAccess.ts';
import type { Desk } from './desk.ts';

export interface Judged extends JudgedClaim {
  /** As it was found, for the server alone. */
  readonly verdict: Verdict;
}

/** Without a call of the CRM, as long as the mirror knows what the claim names. */
export async function judgeClaim(desk: Desk, claim: Registration): Promise<Judged> {
  const { context, zone } = desk;
  const { store, connection, clock } = context;
  const around = await readAround(context, zone, claim);
  const now = clock.now();
  const facts = await conflictFacts(store, connection, claim, around, now);
  const verdict = verdictOn(claim, facts, around.rules, now);
  const own = facts.rivals
    .map(({ registration }) => registration)
    .filter((rival) => rival.key !== claim.key && seesClaim(desk, rival));
  return {
    verdict,
    told: toldOf(verdict, viewerOf(desk, claim, own)),
    refusals: submissionRefusals(claim, around, around.rules, now),
    related: own,
  };
}

function viewerOf({ access }: Desk, { deal }: Registration, own: readonly Registration[]): Viewer {
  if (isChannelManager(access)) return { as: 'channelManager' };
  return { as: 'rep', mayOpen: new Set([...own.map(({ key }) => key), ...(deal === null ? [] : [deal])]) };
}
