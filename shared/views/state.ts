/** Pieces of state that several cards are made of: plain facts, as the server reads them from its mirror. */
import type { Reason } from '../domain/matching.ts';
import type { PartnerType, Segment } from '../schema/objects.ts';

export interface Named {
  /** The account's or deal's id in the CRM. */
  readonly id: string;
  readonly name: string;
}

export interface PartnerFacts extends Named {
  readonly type: PartnerType | null;
  readonly tier: string | null;
}

/** An overlap as far as the policy shows it. Absent fields are not shared or may not be read by the viewer. */
export interface OverlapFacts {
  /** Names the overlap to the server: the key of the pair. */
  readonly target: string;
  readonly partner: PartnerFacts;
  readonly tier: 'sure' | 'likely' | null;
  /** 0–100. */
  readonly score: number | null;
  readonly reasons: readonly Reason[];
  readonly ourSegment: Segment | null;
  readonly partnerSegment: Segment | null;
  readonly decision: 'confirmed' | 'rejected' | null;
  readonly partnerAccountName?: string | null;
  readonly partnerOwner?: string | null;
  readonly partnerOwnerEmail?: string | null;
  readonly partnerContact?: string | null;
}
