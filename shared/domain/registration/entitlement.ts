/** What a claim's partners are entitled to by the policy: so many days of protection, and approval without a person. */
import type { PartnerFacts } from '../conflict/facts.ts';
import type { Verdict } from '../conflict/verdict.ts';
import { type Registration, standingParticipants } from './claim.ts';
import type { RegistrationPolicy } from './policy.ts';

/** The most that any of the claim's partners is entitled to. */
export function protectionDays(
  claim: Registration,
  partners: ReadonlyMap<string, PartnerFacts>,
  policy: RegistrationPolicy,
): number {
  const days = standingParticipants(claim).map(({ partner }) => daysOf(partners.get(partner), policy));
  return days.length === 0 ? policy.protection.days : Math.max(...days);
}

function daysOf(partner: PartnerFacts | undefined, { protection }: RegistrationPolicy): number {
  if (!partner) return protection.days;
  const fitting = protection.rules
    .filter(({ tier }) => tier === null || sameTier(tier, partner.tier))
    .filter(({ type }) => type === null || type === partner.type)
    .map(({ tier, type, days }) => ({ tells: (tier === null ? 0 : 2) + (type === null ? 0 : 1), days }))
    .sort((a, b) => b.tells - a.tells || b.days - a.days);
  return fitting[0]?.days ?? protection.days;
}

/** Only what is clear, of partners of these tiers and up to this amount, is approved without a person. */
export function approvesItself(
  claim: Registration,
  verdict: Pick<Verdict, 'outcome'>,
  partners: ReadonlyMap<string, PartnerFacts>,
  { autoApproval }: RegistrationPolicy,
): boolean {
  if (autoApproval === null || verdict.outcome !== 'clear') return false;
  const { tiers, upTo } = autoApproval;
  const known = standingParticipants(claim).every(({ partner }) => {
    const tier = partners.get(partner)?.tier ?? null;
    return tiers.length === 0 || tiers.some((one) => sameTier(one, tier));
  });
  const { amount } = claim;
  const small =
    upTo === null || (amount !== null && amount.currency === upTo.currency && amount.minor <= upTo.minor);
  return known && small;
}

function sameTier(a: string, b: string | null): boolean {
  return b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();
}
