/** Reads what was typed into the partner's page as a claim, and writes a claim into its fields again. */
import { moneyOf, decimalOf, type Money } from '../../domain/money.ts';
import type { ClaimForm, ParticipantInput, Registration } from '../../domain/registration.ts';
import { type DealRole, WHOLE } from '../../domain/team.ts';
import type { Language } from '../words/catalogue.ts';
import type { LinkPurpose, OwnPart, Typed } from './state.ts';

/** Another partner as the contact named it, by its place on the page. */
export interface NamedPartner {
  readonly at: number;
  /** A name or a website. */
  readonly name: string;
}

/** What a part was when it was shown: whoever answers, answers that. */
export function seenOf({ customer, roles, share }: OwnPart): string {
  return JSON.stringify([customer, roles, share]);
}

export function first(typed: Typed, name: string): string {
  return typed[name]?.[0]?.trim() ?? '';
}

/** The other partners that were named, or of which anything was said. */
export function namedPartners(typed: Typed, most: number): NamedPartner[] {
  return Array.from({ length: most }, (_none, at) => at + 1)
    .map((at) => ({ at, name: first(typed, `partner${at}`) }))
    .filter(({ at, name }) => name !== '' || first(typed, `share${at}`) !== '' || typed[`roles${at}`]);
}

/**
 * What cannot be read stays as wrong as it is, so that the rules refuse it in its field.
 * @param accounts of the other partners by their place on the page; '' where none was found
 */
export function claimFormOf(
  typed: Typed,
  purpose: Exclude<LinkPurpose, 'consent'>,
  {
    partner,
    accounts,
    language,
  }: { partner: string; accounts: ReadonlyMap<number, string>; language: Language },
): ClaimForm {
  const customer = {
    name: first(typed, 'customer'),
    website: first(typed, 'website') || null,
    country: first(typed, 'country') || null,
    account: null,
    match: 'none',
  } as const;
  const plain = { customer, deal: null, products: [], amount: null, expectedClose: null };
  const note = first(typed, 'note') || null;
  if (purpose === 'referral') {
    const referrer = {
      partner,
      roles: ['sourcing' as const],
      share: WHOLE,
      contribution: null,
      evidence: null,
    };
    return { ...plain, note, participants: [referrer] };
  }
  return {
    ...plain,
    products: first(typed, 'products').split(/[;,]/),
    amount: amountIn(first(typed, 'amount'), first(typed, 'currency').toUpperCase(), language),
    expectedClose: first(typed, 'close') || null,
    note,
    participants: [
      partIn(typed, 0, partner),
      ...[...accounts].map(([at, account]) => partIn(typed, at, account)),
    ],
  };
}

/** A claim that came back to its contact, as its form shows it. */
export function typedOf(claim: Registration, nameOf: (partner: string) => string, own: string): Typed {
  const { customer, products, amount, expectedClose, note } = claim;
  const rows = claim.participants.toSorted((a, b) => Number(b.partner === own) - Number(a.partner === own));
  const parts = rows.flatMap(({ partner, roles, share }, at): [string, readonly string[]][] => [
    ...(at === 0 ? [] : [[`partner${at}`, [nameOf(partner)]] as [string, readonly string[]]]),
    [`roles${at}`, roles],
    [`share${at}`, share === null ? [] : [String(share / 100)]],
  ]);
  return {
    customer: [customer.name],
    website: [customer.website ?? ''],
    country: [customer.country ?? ''],
    products: [products.join(', ')],
    amount: [amount === null ? '' : decimalOf(amount)],
    currency: [amount?.currency ?? ''],
    close: [expectedClose ?? ''],
    note: [note ?? ''],
    ...Object.fromEntries(parts),
  };
}

function partIn(typed: Typed, at: number, partner: string): ParticipantInput {
  // Names that are no roles are refused by the rules.
  const roles = (typed[`roles${at}`] ?? []) as readonly DealRole[];
  return { partner, roles, share: shareIn(first(typed, `share${at}`)), contribution: null, evidence: null };
}

/** Basis points; null for nothing typed, NaN for what is no percentage. */
function shareIn(text: string): number | null {
  if (text === '') return null;
  const plain = text.replace('%', '').trim().replace(',', '.');
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : Number.NaN;
}

/** As people write it in their language: 25,000.50 or 25.000,50; spaces and apostrophes may part thousands, too. */
function amountIn(text: string, currency: string, language: Language): Money | null {
  if (text === '') return null;
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const [whole = '', fraction, ...rest] = text.replace(/[\s'’]/g, '').split(point);
  const isGrouped = whole.includes(group) ? /^\d{1,3}(\D\d{3})+$/.test(whole) : /^\d+$/.test(whole);
  const isWrong = !isGrouped || rest.length > 0 || (fraction !== undefined && !/^\d{1,3}$/.test(fraction));
  const digits = whole.replaceAll(group, '');
  if (isWrong || digits.length > 13) return { minor: Number.NaN, currency };
  return moneyOf(fraction === undefined ? digits : `${digits}.${fraction}`, currency);
}
