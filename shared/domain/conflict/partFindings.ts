/** What each part of a claim finds: in the claims of others, in the claim's own deal, in the partner itself. */
import { type Registration, standingParticipants } from '../registration/claim.ts';
import { comparePrecedence } from '../registration/precedence.ts';
import { stands } from '../team.ts';
import type { ConflictFacts, RegistrationRules, Rival } from './facts.ts';
import { type Finding, finding, meetingScore, type ReasonArg, roleWord } from './finding.ts';
import { exclusivityOf, meetingKind, sameDeal, sameProduct, standingOf } from './roles.ts';

export function partFindings(
  claim: Registration,
  facts: ConflictFacts,
  rules: RegistrationRules,
  now: number,
): Finding[] {
  const rivals = facts.rivals
    .filter(({ registration }) => registration.key !== claim.key)
    .toSorted((a, b) => comparePrecedence(a.registration, b.registration));
  return [
    ...rivals.flatMap((rival) => findingsIn(rival, claim, facts, rules, now)),
    ...teamFindings(claim, facts, rules),
    ...selfDealing(claim, facts),
  ];
}

function findingsIn(
  rival: Rival,
  claim: Registration,
  facts: ConflictFacts,
  rules: RegistrationRules,
  now: number,
): Finding[] {
  const { registration: other, match } = rival;
  const standing = standingOf(other, claim, now);
  if (standing === 'none') return [];
  const product = sameProduct(claim.products, other.products);
  const deal = sameDeal(claim.deal, other.deal);
  const theirs = standingParticipants(other);
  const until = standing === 'pending' ? null : (other.protection?.until ?? null);
  const about = { against: other.key, standing, until };
  const nameOf = (partner: string) => facts.partners.get(partner)?.name ?? partner;
  const ours = standingParticipants(claim);
  const isOpen = standing !== 'remembered' && product !== 'other' && deal !== 'other';
  let complements = false;
  const found = ours.flatMap(({ partner, roles }): Finding[] => {
    if (isOpen && match === 'sure' && theirs.some((one) => one.partner === partner)) {
      return [finding('alreadyYours', 1, { partner: nameOf(partner) }, { partner, ...about })];
    }
    return roles.flatMap((role) => {
      const holder = theirs.find((one) => one.partner !== partner && one.roles.includes(role));
      const taken = holder !== undefined;
      const exclusivity = exclusivityOf(role, rules);
      const { covers } = rules.policy.protection;
      const kind = meetingKind({ exclusivity, taken, product, deal, standing, covers });
      if (kind === 'complements') complements = true;
      if (kind === null || kind === 'complements') return [];
      const args: Record<string, ReasonArg> = {
        role: roleWord(role),
        partner: nameOf(holder?.partner ?? ''),
      };
      if (until !== null) args['until'] = { kind: 'date', day: until };
      const score = meetingScore({ match, product, taken, standing });
      return [finding(kind, score, args, { partner, role, ...about })];
    });
  });
  // Only where nothing stands against any part is the claim one to join; a customer that is only likely discloses none.
  if (found.length > 0 || match !== 'sure' || !complements) return found;
  const names = { partner: theirs.map(({ partner }) => nameOf(partner)).join(', ') };
  return [finding('complements', meetingScore({ match, product, taken: false, standing }), names, about)];
}

/** A partner on the deal's team holds its exclusive role as a claim does; of what product is unknown. */
function teamFindings(claim: Registration, facts: ConflictFacts, rules: RegistrationRules): Finding[] {
  const deal = facts.deals.find(({ id }) => id === claim.deal);
  if (!deal) return [];
  return standingParticipants(claim).flatMap(({ partner, roles }) =>
    roles
      .filter((role) => exclusivityOf(role, rules) !== 'shared')
      .flatMap((role) => {
        const holder = deal.team.find(
          (part) => stands(part) && part.partner !== partner && part.roles.includes(role),
        );
        if (!holder) return [];
        const name = facts.partners.get(holder.partner)?.name ?? holder.partner;
        const score = meetingScore({ match: 'sure', product: 'unknown', taken: true, standing: 'pending' });
        return [
          finding(
            'roleClash',
            score,
            { role: roleWord(role), partner: name },
            { partner, role, deal: deal.id },
          ),
        ];
      }),
  );
}

function selfDealing(claim: Registration, facts: ConflictFacts): Finding[] {
  return standingParticipants(claim).flatMap(({ partner }) => {
    const known = facts.partners.get(partner);
    const domain = known?.domains.find((one) => facts.customerDomains.includes(one));
    if (domain === undefined && partner !== claim.customer.account) return [];
    const args = { partner: known?.name ?? partner, domain: domain ?? claim.customer.name };
    return [finding('selfDealing', 0.7, args, { partner })];
  });
}
