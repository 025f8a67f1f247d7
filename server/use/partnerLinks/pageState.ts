/** How the page of a link stands: the contact's own part of the claim, and what is asked. Nothing is changed by looking. */
import { keyOf } from '../../../shared/domain/key.ts';
import { movesFrom, type Participant, type Registration } from '../../../shared/domain/registration.ts';
import type { OwnPart, PageRefusal, PageState, Typed } from '../../../shared/views/partnerPage/state.ts';
import { typedOf } from '../../../shared/views/partnerPage/read.ts';
import { partnerFacts, readAccounts } from '../cards/readAccounts.ts';
import { installations } from '../collections.ts';
import { registrationRules } from '../registrations/around.ts';
import { claimOf } from '../registrations/claims.ts';
import type { OpenedLink } from './openLink.ts';

/** What was sent and did not count. */
export interface Refused {
  readonly typed: Typed;
  readonly refusals: readonly PageRefusal[];
}

/** Null: the claim is gone, or the partner has no part in it any more. */
export async function pageState(
  opened: OpenedLink,
  refused: Refused | null = null,
): Promise<PageState | null> {
  const { link, context, zone } = opened;
  const { store, connection } = context;
  const { rules } = await registrationRules(context, zone);
  const claim = (await claimOf(store, connection, link.claim))?.registration ?? null;
  const isOpen = link.purpose !== 'consent' && (claim === null || isTheirs(claim));
  const part = claim === null || isOpen ? null : ownPart(claim, link.partner);
  if (!isOpen && part === null) return null;
  return {
    company: (await store.get(installations, connection))?.account.name ?? '',
    partner: link.partnerName,
    contact: link.contact,
    expiresAt: link.expiresAt,
    zone: rules.zone,
    engagement: rules.policy.engagement,
    part,
    ask: isOpen ? (link.purpose as 'referral' | 'registration') : asksConsent(part) ? 'consent' : null,
    typed: refused?.typed ?? (claim !== null && isOpen ? await typedAgain(opened, claim) : {}),
    refusals: refused?.refusals ?? [],
    coPartners: rules.policy.participants - 1,
  };
}

/** A draft that nobody of ours has changed: what stands in it is what the contact typed, and so the contact's to see. */
function isTheirs({ state, history }: Registration): boolean {
  return state === 'draft' && history.every(({ by }) => by.as === 'partner' || by.as === 'system');
}

/** The part keeps its key when the partner's account is merged into another. */
export function participantOf(claim: Registration, partner: string): Participant | undefined {
  const key = keyOf('rpa', claim.key, partner);
  return claim.participants.find((one) => one.partner === partner || one.key === key);
}

/** Null: the partner has no part in it. */
export function ownPart(claim: Registration, partner: string): OwnPart | null {
  const own = participantOf(claim, partner);
  if (!own) return null;
  const { roles, share, consent, consentedBy, consentedAt } = own;
  const { customer, state, protection } = claim;
  const stands = state === 'approved' || state === 'converted';
  return {
    customer: customer.name,
    state,
    roles,
    share,
    consent,
    consentedBy,
    consentedAt,
    protectedUntil: stands ? (protection?.until ?? null) : null,
  };
}

function asksConsent(part: OwnPart | null): boolean {
  return part?.consent === 'pending' && movesFrom(part.state, 'partner').includes('consent');
}

/** A claim that the CRM refused comes back to whoever handed it in. */
async function typedAgain({ context, zone, link }: OpenedLink, claim: Registration): Promise<Typed> {
  const { program } = await registrationRules(context, zone);
  const partners = claim.participants.map(({ partner }) => partner);
  const accounts = await readAccounts(context, program, partners);
  const nameOf = (partner: string) => partnerFacts(partner, accounts.get(partner), program).name;
  return typedOf(claim, nameOf, link.partner);
}
