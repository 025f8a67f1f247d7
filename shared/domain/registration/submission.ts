/** What a claim must hold before it is submitted: by the form, and by what the CRM says of what it names. */
import type { DealFacts, PartnerFacts, RegistrationRules } from '../conflict/facts.ts';
import { type ReasonArg, roleWord } from '../conflict/finding.ts';
import { exclusivityOf } from '../conflict/roles.ts';
import { WHOLE } from '../team.ts';
import { type Refusal, refusal, type Registration, standingParticipants } from './claim.ts';
import { dayAt } from './days.ts';

/** How things that a claim names stand in the CRM now. */
export interface Surroundings {
  /** Those of its participants that are partners, by their account. */
  readonly partners: ReadonlyMap<string, PartnerFacts>;
  /** The present id of the customer's account; null where it is gone or none was named. */
  readonly account: string | null;
  /** Null where it is gone or none was named. */
  readonly deal: DealFacts | null;
  /** ISO codes that the connection has; null where it does not say. */
  readonly currencies: readonly string[] | null;
}

/** Everything that is wrong, in the order of the form. */
export function submissionRefusals(
  claim: Registration,
  around: Surroundings,
  rules: RegistrationRules,
  now: number,
): Refusal[] {
  return [
    ...customerRefusals(claim, around),
    ...dealRefusals(claim, around),
    ...(claim.amount && around.currencies && !around.currencies.includes(claim.amount.currency)
      ? [refusal('registration.amount.currency', 'amount', { currency: claim.amount.currency })]
      : []),
    ...(claim.expectedClose !== null && claim.expectedClose < dayAt(now, rules.zone)
      ? [refusal('registration.close.past', 'expectedClose')]
      : []),
    ...participantsRefusals(claim, around.partners, rules),
  ];
}

/** What the participants of a claim must hold together; asked again when it is approved. */
export function participantsRefusals(
  claim: Registration,
  partners: ReadonlyMap<string, PartnerFacts>,
  rules: RegistrationRules,
): Refusal[] {
  const standing = standingParticipants(claim);
  if (standing.length === 0) return [refusal('registration.participants.none', 'participants')];
  if (standing.length > rules.policy.participants) {
    const limit = rules.policy.participants;
    return [refusal('registration.participants.many', 'participants', { limit })];
  }
  return [
    ...claim.participants.flatMap((one, at) =>
      one.consent === 'declined' ? [] : partRefusals(claim, at, partners, rules),
    ),
    ...shareRefusals(claim),
  ];
}

/** The shares make up exactly the whole partner credit of the deal. */
export function shareRefusals(claim: Registration): Refusal[] {
  const shares = standingParticipants(claim).map(({ share }) => share);
  if (shares.includes(null)) return [];
  const left = shares.reduce<number>((rest, share) => rest - (share ?? 0), WHOLE);
  if (left === 0) return [];
  return left > 0
    ? [refusal('registration.shares.open', 'participants', { left: percent(left) })]
    : [refusal('registration.shares.above', 'participants', { above: percent(-left) })];
}

/** Of a partner that may take part: one that is a partner and is not on its way out. */
export function partnerRefusals(partner: PartnerFacts | undefined, field: string): Refusal[] {
  if (!partner) return [refusal('registration.partner.unknown', field)];
  if (partner.status === 'offboarding' || partner.status === 'terminated') {
    return [refusal('registration.partner.leaving', field, { partner: partner.name })];
  }
  return [];
}

function partRefusals(
  claim: Registration,
  at: number,
  partners: ReadonlyMap<string, PartnerFacts>,
  rules: RegistrationRules,
): Refusal[] {
  const one = claim.participants[at];
  if (!one) return [];
  const others = standingParticipants(claim).filter(({ partner }) => partner !== one.partner);
  const doubled = one.roles.find(
    (role) => exclusivityOf(role, rules) !== 'shared' && others.some(({ roles }) => roles.includes(role)),
  );
  return [
    ...partnerRefusals(partners.get(one.partner), `participants.${at}.partner`),
    ...(one.roles.length === 0 ? [refusal('registration.roles.none', `participants.${at}.roles`)] : []),
    ...(doubled === undefined
      ? []
      : [refusal('registration.roles.doubled', `participants.${at}.roles`, { role: roleWord(doubled) })]),
    ...(one.share === null ? [refusal('registration.share.missing', `participants.${at}.share`)] : []),
  ];
}

function customerRefusals({ customer }: Registration, { account }: Surroundings): Refusal[] {
  if (customer.account !== null && account === null)
    return [refusal('registration.customer.gone', 'customer')];
  return customer.name === '' ? [refusal('registration.customer.missing', 'customer.name')] : [];
}

function dealRefusals({ customer, deal }: Registration, around: Surroundings): Refusal[] {
  if (deal === null) return [];
  if (around.deal === null) return [refusal('registration.deal.gone', 'deal')];
  return linkRefusals(customer.account, around.deal);
}

/** A claim stands on a deal of its own customer that is not lost. */
export function linkRefusals(account: string | null, deal: DealFacts): Refusal[] {
  if (account !== null && deal.account !== null && deal.account !== account) {
    return [refusal('registration.deal.otherCustomer', 'deal')];
  }
  return deal.closed && !deal.won ? [refusal('registration.deal.lost', 'deal')] : [];
}

function percent(basisPoints: number): ReasonArg {
  return { kind: 'percent', basisPoints };
}
