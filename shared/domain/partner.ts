/** What an account is to us by the program's rules: a partner, a customer, and whether it takes part in mapping. */
import type { Fields, PartnerType, Segment } from '../schema/objects.ts';
import type { Subject } from './matching.ts';
import type { ProgramRules } from './program.ts';

/** An account as the CRM gave it. `native` holds the fields that the program names, by the CRM's own names. */
export interface AccountRecord {
  readonly id: string;
  readonly fields: Fields<'account'>;
  readonly native: Readonly<Record<string, string | number | boolean | null>>;
}

export interface RecognisedPartner {
  type: PartnerType | null;
  tier: string | null;
}

/** Null: no partner. */
export function recognisePartner(
  account: AccountRecord,
  { partners }: ProgramRules,
): RecognisedPartner | null {
  if (partners.by === 'file') {
    const listed = partners.partners.find(({ id }) => id === account.id);
    return listed ? { type: listed.type, tier: listed.tier } : null;
  }
  const { native } = account;
  const marked =
    partners.by === 'checkbox'
      ? isTicked(native[partners.field])
      : holds(native[partners.field], partners.values);
  if (!marked) return null;
  const typed = valuesOf(native[partners.typeField ?? partners.field]);
  const type =
    Object.entries(partners.types).find(([value]) => typed.includes(comparable(value)))?.[1] ?? null;
  const tier = partners.tierField === null ? null : native[partners.tierField];
  return { type, tier: typeof tier === 'string' && tier.trim() !== '' ? tier.trim() : null };
}

/** Whether an account takes part in mapping; partners themselves are left out by the caller. */
export function takesPart(account: AccountRecord, { accounts }: ProgramRules): boolean {
  if (accounts === null) return true;
  return holds(account.native[accounts.field], accounts.values) === (accounts.is === 'only');
}

/** What an account's deals say of it. */
export interface DealFacts {
  /** At least one is neither won nor lost. */
  readonly open: boolean;
  /** At least one is won. */
  readonly won: boolean;
}

/** A won deal or a customer's life cycle makes a customer, an open deal an open opportunity; the rest are prospects. */
export function segmentOf(account: AccountRecord, deals: DealFacts, { segments }: ProgramRules): Segment {
  const cycle = segments.field === null ? null : account.native[segments.field];
  if (deals.won || holds(cycle, segments.customer)) return 'customer';
  return deals.open || holds(cycle, segments.openOpportunity) ? 'openOpportunity' : 'prospect';
}

/** The account as matching sees it. */
export function subjectOf(account: AccountRecord, { fields: named }: ProgramRules): Subject {
  const { fields, native } = account;
  const read = (field: string | null): string | null => {
    const found = field === null ? null : native[field];
    return found === null || found === undefined || found === '' ? null : String(found);
  };
  return {
    id: account.id,
    name: fields.name ?? '',
    website: read(named.website) ?? fields.website ?? null,
    country: read(named.country) ?? fields.country ?? null,
    city: fields.city ?? null,
    postcode: fields.postcode ?? null,
    phone: fields.phone ?? null,
    registrationNumber: read(named.registrationNumber),
  };
}

type Native = string | number | boolean | null | undefined;

function isTicked(value: Native): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(true|yes|1)$/i.test(value.trim()));
}

function holds(value: Native, wanted: readonly string[]): boolean {
  const held = valuesOf(value);
  return wanted.some((one) => held.includes(comparable(one)));
}

/** Multi-select values come as one text parted by semicolons. */
function valuesOf(value: Native): string[] {
  return value === null || value === undefined ? [] : String(value).split(';').map(comparable);
}

function comparable(text: string): string {
  return text.trim().toLowerCase();
}
