/** What a claim as a whole finds: in the customer, in our own deals, in its timing and its frequency. */
import { type Registration, standingParticipants } from '../registration/claim.ts';
import { endOfDay, HOUR } from '../registration/days.ts';
import { stands } from '../team.ts';
import type { ConflictFacts, DealFacts, RegistrationRules } from './facts.ts';
import { type Finding, finding } from './finding.ts';

export function claimFindings(
  claim: Registration,
  facts: ConflictFacts,
  rules: RegistrationRules,
  now: number,
): Finding[] {
  return [
    ...namedAccount(claim, facts, rules),
    ...directOverlap(claim, facts, now),
    ...lateClaim(claim, facts, rules, now),
    ...(claim.customer.match === 'likely' ? [finding('likelyMatch', 0.7, {})] : []),
    ...velocity(claim, facts, rules),
  ];
}

function namedAccount({ customer }: Registration, facts: ConflictFacts, { policy }: RegistrationRules) {
  const { accounts, domains } = policy.namedAccounts;
  const named =
    (customer.account !== null && accounts.includes(customer.account)) ||
    facts.customerDomains.some((domain) => domains.includes(domain));
  return named ? [finding('namedAccount', 0.8, {})] : [];
}

/** An older open deal of our own that no partner is on; the deal that the claim is about is no rival to itself. */
function directOverlap(claim: Registration, { deals }: ConflictFacts, now: number): Finding[] {
  const since = claim.submission?.at ?? now;
  return deals
    .filter(({ id, closed }) => id !== claim.deal && !closed)
    .filter(({ createdAt }) => createdAt === null || createdAt < since)
    .filter(({ team }) => !team.some(stands))
    .map(({ id }) => finding('directOverlap', 0.75, {}, { deal: id }));
}

function lateClaim(
  claim: Registration,
  facts: ConflictFacts,
  rules: RegistrationRules,
  now: number,
): Finding[] {
  const deal = facts.deals.find(({ id }) => id === claim.deal) ?? null;
  const late = claim.submission?.late ?? isLate(claim, deal, rules, now);
  return late ? [finding('lateClaim', 0.7, { hours: rules.policy.late.hours }, { deal: claim.deal })] : [];
}

/** In its final stage, closed, or so few hours before the end of the day on which it closes. */
export function isLate(
  { expectedClose }: Pick<Registration, 'expectedClose'>,
  deal: DealFacts | null,
  { policy, zone }: RegistrationRules,
  now: number,
): boolean {
  const { stages, hours } = policy.late;
  if (deal?.closed || (deal && deal.stage !== null && stages.includes(deal.stage))) return true;
  const closes = deal ? deal.closeDate : expectedClose;
  return closes !== null && now >= endOfDay(closes, zone) - hours * HOUR;
}

function velocity(claim: Registration, facts: ConflictFacts, { policy }: RegistrationRules): Finding[] {
  return standingParticipants(claim).flatMap(({ partner }) => {
    const count = (facts.submissionsToday.get(partner) ?? 0) + 1;
    if (count < policy.velocity) return [];
    const name = facts.partners.get(partner)?.name ?? partner;
    return [finding('velocity', 0.2, { partner: name, count }, { partner })];
  });
}
