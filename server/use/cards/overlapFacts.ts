/** Overlaps and waiting matches of an account, as far as the policies show them, for cards. */
import type { Reason } from '../../../shared/domain/matching.ts';
import type { Fields } from '../../../shared/schema/objects.ts';
import type { OverlapFacts, PartnerFacts } from '../../../shared/views/state.ts';
import type { Review } from '../collections.ts';

/** Names a pair to the server and back. */
export function targetOf(pair: { account: string; partner: string; row: string }): string {
  return `${pair.account}/${pair.partner}/${pair.row}`;
}

/** Null: it names no pair. The row's name is the partner's and may hold anything. */
export function pairOf(target: string): { account: string; partner: string; row: string } | null {
  const [, account, partner, row] = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(target) ?? [];
  return account && partner && row ? { account, partner, row } : null;
}

/** A row as it stands in the CRM; null where it names no pair. */
export function overlapFacts(
  account: string,
  fields: Fields<'accountOverlap'>,
  partnerOf: (id: string) => PartnerFacts,
): OverlapFacts | null {
  const { partner, row } = fields;
  if (!partner || !row) return null;
  return {
    target: targetOf({ account, partner, row }),
    partner: partnerOf(partner),
    tier: fields.tier ?? null,
    score: fields.score ?? null,
    reasons: reasonsIn(fields.reasons),
    ourSegment: fields.ourSegment ?? null,
    partnerSegment: fields.partnerSegment ?? null,
    decision: fields.decision ?? null,
    partnerAccountName: fields.partnerAccountName ?? null,
    partnerOwner: fields.partnerOwner ?? null,
    partnerOwnerEmail: fields.partnerOwnerEmail ?? null,
    partnerContact: fields.partnerContact ?? null,
  };
}

/** A likely match that waits for a person's word. */
export function waitingFacts(review: Review, partnerOf: (id: string) => PartnerFacts): OverlapFacts {
  const { account, partner, row, shown, score, reasons } = review;
  return {
    target: targetOf({ account, partner, row }),
    partner: partnerOf(partner),
    tier: 'likely',
    score,
    reasons: reasonsIn(reasons),
    ourSegment: null,
    partnerSegment: shown.segment,
    decision: null,
    partnerAccountName: shown.name ?? null,
    partnerOwner: shown.owner ?? null,
    partnerOwnerEmail: shown.ownerEmail ?? null,
    partnerContact: shown.contact ?? null,
  };
}

/** Someone may have typed into the field that holds them. */
function reasonsIn(value: unknown): Reason[] {
  if (!Array.isArray(value)) return [];
  return value.filter((one: Partial<Reason> | null): one is Reason => {
    return typeof one?.key === 'string' && typeof one.weight === 'number' && typeof one.args === 'object';
  });
}
