/** What the use cases read of each object, so that full runs and polls see the same records. */
import type { DealFacts } from '../../shared/domain/partner.ts';
import { OBJECTS, type Fields } from '../../shared/schema/objects.ts';
import type { CrmRecord } from '../ports.ts';
import type { MirrorDeal, StandingRow } from './collections.ts';

export const ACCOUNT_FIELDS = Object.keys(OBJECTS.account.fields) as (keyof Fields<'account'>)[];
export const OVERLAP_FIELDS = Object.keys(
  OBJECTS.accountOverlap.fields,
) as (keyof Fields<'accountOverlap'>)[];
export const PART_FIELDS = Object.keys(OBJECTS.dealPartner.fields) as (keyof Fields<'dealPartner'>)[];
export const TOUCHPOINT_FIELDS = Object.keys(
  OBJECTS.partnerTouchpoint.fields,
) as (keyof Fields<'partnerTouchpoint'>)[];
export const DEAL_FIELDS = [
  'name',
  'account',
  'stage',
  'closed',
  'won',
  'owner',
  'amount',
  'closeDate',
  'createdAt',
  'dealPartners',
  'partnerNames',
  'partnerCount',
  'partnerInvolvement',
  'registrationStatus',
  'protectedUntil',
  'decisionDue',
] as const;

export function mirrorOfDeal(connection: string, record: CrmRecord<'deal'>): MirrorDeal {
  const { account, name, closed, won } = record.fields;
  return {
    connection,
    account: account ?? null,
    name: name ?? null,
    closed: closed ?? false,
    won: won ?? false,
    stamp: record.stamp,
  };
}

export function dealFacts(deals: Iterable<{ closed?: boolean | null; won?: boolean | null }>): DealFacts {
  let open = false;
  let won = false;
  for (const deal of deals) {
    if (deal.won) won = true;
    else if (!deal.closed) open = true;
  }
  return { open, won };
}

/** The rows that came inside an account; undefined where the CRM keeps them as records of their own. */
export function rowsInside(record: CrmRecord<'account'>): StandingRow[] | undefined {
  return record.rows?.accountOverlap?.map(({ id, fields }) => ({
    id,
    fields: fields as Fields<'accountOverlap'>,
  }));
}
