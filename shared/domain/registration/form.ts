/** What a person may say of a claim, and what a draft must hold: so little that everything typed can be kept. */
import { DEAL_ROLES } from '../../schema/objects.ts';
import { keyOf } from '../key.ts';
import type { Money } from '../money.ts';
import { type DealRole, isWebLink, LINK_LIMIT, NOTE_LIMIT, WHOLE } from '../team.ts';
import { type Customer, type Participant, type Refusal, refusal, type Registration } from './claim.ts';
import { isDay } from './days.ts';
import type { RegistrationPolicy } from './policy.ts';
import { textRefusal } from './text.ts';

export interface ParticipantInput {
  /** The partner's account. */
  readonly partner: string | null;
  readonly roles: readonly DealRole[];
  /** Basis points. */
  readonly share: number | null;
  readonly contribution: string | null;
  readonly evidence: string | null;
}

export type ClaimForm = Pick<
  Registration,
  'customer' | 'deal' | 'products' | 'amount' | 'expectedClose' | 'note'
> & { readonly participants: readonly ParticipantInput[] };

/** Characters, as the CRM's fields hold them. */
const LIMITS = { name: 255, website: 255, country: 120 } as const satisfies Partial<
  Record<keyof Customer, number>
>;
const PRODUCTS_LIMIT = 255;
const PRODUCTS_MOST = 20;

/** Everything that is wrong, in the order of the form. */
export function draftRefusals(form: ClaimForm, policy: RegistrationPolicy): Refusal[] {
  return [
    ...(Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((name) =>
      textRefusal(form.customer[name], `customer.${name}`, LIMITS[name]),
    ),
    ...productRefusals(form.products),
    ...amountRefusals(form.amount),
    ...(form.expectedClose !== null && !isDay(form.expectedClose)
      ? [refusal('registration.close.invalid', 'expectedClose')]
      : []),
    ...textRefusal(form.note, 'note', NOTE_LIMIT),
    ...(form.participants.length > policy.participants
      ? [refusal('registration.participants.many', 'participants', { limit: policy.participants })]
      : []),
    ...form.participants.flatMap(participantRefusals),
    ...twice(form.participants),
  ];
}

export function participantRefusals(input: ParticipantInput, at: number): Refusal[] {
  const { share, contribution, evidence, roles } = input;
  const field = (name: keyof ParticipantInput) => `participants.${at}.${name}`;
  const wrongShare = share !== null && (!Number.isInteger(share) || share < 0 || share > WHOLE);
  return [
    ...(roles.some((role) => !DEAL_ROLES.includes(role))
      ? [refusal('registration.roles.unknown', field('roles'))]
      : []),
    ...(wrongShare ? [refusal('registration.share.invalid', field('share'))] : []),
    ...textRefusal(contribution, field('contribution'), NOTE_LIMIT),
    ...(evidence !== null && evidence.trim() !== '' && !isWebLink(evidence.trim())
      ? [refusal('registration.evidence.invalid', field('evidence'), { limit: LINK_LIMIT })]
      : []),
  ];
}

/** The claim with what the form says; who has consented keeps it while its part is the same. */
export function withForm(registration: Registration, form: ClaimForm): Registration {
  const { customer, products } = form;
  return {
    ...registration,
    customer: {
      ...customer,
      name: customer.name.trim(),
      website: blankless(customer.website),
      country: blankless(customer.country),
      match: customer.account === null ? 'none' : customer.match,
    },
    deal: form.deal,
    products: [...new Set(products.map((product) => product.trim()).filter((product) => product !== ''))],
    amount: form.amount,
    expectedClose: form.expectedClose,
    note: blankless(form.note),
    participants: form.participants.flatMap((input) => participantOf(registration, input)),
  };
}

/** None for a line that names no partner. */
export function participantOf(registration: Registration, input: ParticipantInput): Participant[] {
  const { partner, share } = input;
  if (partner === null || partner === '') return [];
  const present = registration.participants.find((one) => one.partner === partner);
  const roles = DEAL_ROLES.filter((role) => input.roles.includes(role));
  const said = { contribution: blankless(input.contribution), evidence: blankless(input.evidence) };
  if (present && present.share === share && present.roles.join() === roles.join()) {
    return [{ ...present, ...said }];
  }
  const key = present?.key ?? keyOf('rpa', registration.key, partner);
  return [{ key, partner, roles, share, ...said, consent: 'pending', consentedBy: null, consentedAt: null }];
}

function productRefusals(products: readonly string[]): Refusal[] {
  if (products.length > PRODUCTS_MOST) {
    return [refusal('registration.products.many', 'products', { limit: PRODUCTS_MOST })];
  }
  // They are kept in one field, parted by semicolons.
  if (products.some((product) => product.includes(';'))) {
    return [refusal('registration.products.semicolon', 'products')];
  }
  return textRefusal(products.join('; '), 'products', PRODUCTS_LIMIT);
}

function amountRefusals(amount: Money | null): Refusal[] {
  if (amount === null) return [];
  const wrong =
    !Number.isSafeInteger(amount.minor) || amount.minor < 0 || !/^[A-Z]{3}$/.test(amount.currency);
  return wrong ? [refusal('registration.amount.invalid', 'amount')] : [];
}

function twice(participants: readonly ParticipantInput[]): Refusal[] {
  return participants.flatMap(({ partner }, at) =>
    partner !== null && participants.findIndex((one) => one.partner === partner) < at
      ? [refusal('registration.partner.twice', `participants.${at}.partner`)]
      : [],
  );
}

function blankless(text: string | null): string | null {
  return text?.trim() || null;
}
